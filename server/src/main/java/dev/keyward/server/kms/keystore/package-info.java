/** Custom key stores, of which there are none. Making and changing them is not served. */
@NullMarked
package dev.keyward.server.kms.keystore;

import org.jspecify.annotations.NullMarked;
