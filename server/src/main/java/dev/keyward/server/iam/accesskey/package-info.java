/**
 * Long-term access keys of users and of the root user. A secret is shown once, when it is made, and
 * kept sealed.
 */
@NullMarked
package dev.keyward.server.iam.accesskey;

import org.jspecify.annotations.NullMarked;
