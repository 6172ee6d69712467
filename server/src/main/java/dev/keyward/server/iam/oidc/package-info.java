/**
 * Identity providers that speak OpenID Connect. Their tokens are accepted by {@code
 * sts:AssumeRoleWithWebIdentity}, for roles of the same account.
 */
@NullMarked
package dev.keyward.server.iam.oidc;

import org.jspecify.annotations.NullMarked;
