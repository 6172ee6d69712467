/** Instance profiles: made, listed, given a role to hold. */
@NullMarked
package dev.keyward.server.iam.instanceprofile;

import org.jspecify.annotations.NullMarked;
