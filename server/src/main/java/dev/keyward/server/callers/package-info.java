/**
 * Services that may call as services of AWS would: their registration, by operations of Keyward's own
 * service. Who such a service calls for is told in {@code dev.keyward.server.authorize}.
 */
@NullMarked
package dev.keyward.server.callers;

import org.jspecify.annotations.NullMarked;
