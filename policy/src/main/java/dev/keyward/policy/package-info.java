/**
 * The IAM policy language and the decisions made with it. A leaf: it does no I/O, reads no clock and
 * knows no service; it receives parsed documents and strings, and answers with values.
 */
@NullMarked
package dev.keyward.policy;

import org.jspecify.annotations.NullMarked;
