/**
 * Which services users, groups, roles and policies reach, and when they were last used. {@link
 * dev.keyward.server.iam.lastaccess.Subject} is whom a question is about; {@link
 * dev.keyward.server.iam.lastaccess.GrantedService} says what a policy grants, {@code AccessTracking}
 * when it was used.
 */
@NullMarked
package dev.keyward.server.iam.lastaccess;

import org.jspecify.annotations.NullMarked;
