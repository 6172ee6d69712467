/**
 * SAML 2.0, as far as an identity provider's word is to be believed: the metadata that says which keys
 * it signs with, and its responses. {@link dev.keyward.crypto.saml.SamlResponse} verifies a response
 * and gives what was signed of it; it knows neither requests nor a clock. XML is read in {@link
 * dev.keyward.crypto.saml.StrictXml} and nowhere else.
 */
@NullMarked
package dev.keyward.crypto.saml;

import org.jspecify.annotations.NullMarked;
