/** Key policies: GetKeyPolicy, PutKeyPolicy, ListKeyPolicies, and what a policy must be to be accepted. */
@NullMarked
package dev.keyward.server.kms.keypolicy;

import org.jspecify.annotations.NullMarked;
