/**
 * Who gets a secret: a program in an attested environment of AWS, which proves by a signed document
 * what it is and names a key that only it has. Begin reading at {@link
 * dev.keyward.crypto.attestation.AttestationDocument}, which reads and verifies such a document;
 * {@link dev.keyward.crypto.attestation.AttestationRoots} says whether to believe it, and {@link
 * dev.keyward.crypto.attestation.RecipientKey} encrypts to it. The reasons stand in
 * docs/decisions/0013-attested-recipients.md.
 */
@NullMarked
package dev.keyward.crypto.attestation;

import org.jspecify.annotations.NullMarked;
