/**
 * Virtual MFA devices of users and of the root user: codes by time, RFC 6238. A seed is shown once, when
 * the device is made, and kept sealed; what checks codes is {@link
 * dev.keyward.server.authorize.MfaCodes}.
 */
@NullMarked
package dev.keyward.server.iam.mfa;

import org.jspecify.annotations.NullMarked;
