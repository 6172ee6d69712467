/**
 * SAML identity providers. Their documents are read in {@code dev.keyward.crypto.saml}, and believed in
 * {@code AssumeRoleWithSAML} of STS.
 */
@NullMarked
package dev.keyward.server.iam.samlprovider;

import org.jspecify.annotations.NullMarked;
