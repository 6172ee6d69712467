/**
 * What the operations of Organizations share: errors and quotas, ids, pages, tags, and {@link
 * dev.keyward.server.organizations.common.Standing}, which says what an account may ask its organization
 * for.
 *
 * <p>As in IAM an operation is authorized first, on an ARN that need not exist, and finds what it is about
 * afterwards, so that a caller that may not ask learns nothing about what there is.
 */
@NullMarked
package dev.keyward.server.organizations.common;

import org.jspecify.annotations.NullMarked;
