/**
 * Managed policies and their versions. Those of AWS can be read and attached, never changed.
 */
@NullMarked
package dev.keyward.server.iam.managedpolicy;

import org.jspecify.annotations.NullMarked;
