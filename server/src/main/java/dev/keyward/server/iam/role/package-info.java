/**
 * IAM roles: made, described, changed, deleted; their trust policies name principals by unique id
 * where they are kept, and by ARN where they are shown.
 */
@NullMarked
package dev.keyward.server.iam.role;

import org.jspecify.annotations.NullMarked;
