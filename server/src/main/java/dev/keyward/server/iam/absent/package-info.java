/**
 * What can be asked about but not made yet: credentials other than access keys, and instance
 * profiles. There are none, and that is what these operations answer.
 */
@NullMarked
package dev.keyward.server.iam.absent;

import org.jspecify.annotations.NullMarked;
