/**
 * New material for symmetric keys: on a schedule, which {@link
 * dev.keyward.server.kms.rotation.DueRotations} keeps, and on demand. What both do to a key is in {@link
 * dev.keyward.server.kms.rotation.Rotations}.
 */
@NullMarked
package dev.keyward.server.kms.rotation;

import org.jspecify.annotations.NullMarked;
