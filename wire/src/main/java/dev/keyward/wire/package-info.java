/**
 * AWS on the wire, without knowledge of any service: documents, errors, API shapes as data, the two
 * protocols and Signature Version 4. A leaf: it does no I/O and reads no clock.
 */
@NullMarked
package dev.keyward.wire;

import org.jspecify.annotations.NullMarked;
