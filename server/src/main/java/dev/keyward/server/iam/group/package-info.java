/**
 * IAM groups: made, described with their members, deleted; and who is in them.
 */
@NullMarked
package dev.keyward.server.iam.group;

import org.jspecify.annotations.NullMarked;
