/**
 * Multi-Region keys beyond their making: replicas in other Regions, and which of the related keys is the
 * primary. What related keys share is in {@link dev.keyward.server.kms.common.RelatedKeys}.
 */
@NullMarked
package dev.keyward.server.kms.multiregion;

import org.jspecify.annotations.NullMarked;
