/**
 * Tags of users, roles and managed policies. Each operation exists three times, once for each.
 */
@NullMarked
package dev.keyward.server.iam.tag;

import org.jspecify.annotations.NullMarked;
