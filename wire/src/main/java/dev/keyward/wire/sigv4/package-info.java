/**
 * AWS Signature Version 4, for the server that verifies and the client that signs.
 *
 * <p>A server reads the signature of a request with {@link
 * dev.keyward.wire.sigv4.SignedRequest#read}, which makes every check that needs no secret; looks up
 * the secret of {@link dev.keyward.wire.sigv4.SignedRequest#accessKeyId()} in its own way; derives a
 * {@link dev.keyward.wire.sigv4.SigningKey}, which it may keep for the day; and asks {@link
 * dev.keyward.wire.sigv4.SignedRequest#verify}. A "no" is a value, a {@link
 * dev.keyward.wire.sigv4.Refusal}, and carries AWS's code and text. A client signs with {@link
 * dev.keyward.wire.sigv4.RequestSigner}.
 *
 * <p>What is verified is what was received: the canonical request is built from the raw target, the
 * headers and the hash of the body at hand, never from a value that the client claims.
 *
 * <p>Source: IAM User Guide, "AWS Signature Version 4 for API requests". The order and the texts of
 * refusals are those of AWS services.
 */
@NullMarked
package dev.keyward.wire.sigv4;

import org.jspecify.annotations.NullMarked;
