/**
 * The secrets of keys while the server runs: opened from storage under the root key, kept while they are
 * used, dropped for good when their key is deleted.
 */
@NullMarked
package dev.keyward.server.kms.material;

import org.jspecify.annotations.NullMarked;
