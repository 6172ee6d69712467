/** Roles that belong to services: made for them, and deleted. */
@NullMarked
package dev.keyward.server.iam.servicelinked;

import org.jspecify.annotations.NullMarked;
