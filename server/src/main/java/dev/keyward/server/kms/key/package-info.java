/**
 * Keys and their life: CreateKey, DescribeKey, ListKeys, enabling and disabling, and deletion, which
 * {@link dev.keyward.server.kms.key.KeyDeletion} carries out when its time has come.
 */
@NullMarked
package dev.keyward.server.kms.key;

import org.jspecify.annotations.NullMarked;
