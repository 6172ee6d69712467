/**
 * What people make elsewhere and upload the public half of, for users: X.509 signing certificates and SSH
 * public keys. Nothing here uses them; they are kept, listed, switched off and deleted as AWS does it.
 */
@NullMarked
package dev.keyward.server.iam.upload;

import org.jspecify.annotations.NullMarked;
