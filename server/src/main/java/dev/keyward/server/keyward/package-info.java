/** Keyward's own service, which has what AWS has no operation for. Its families lie beside this package. */
@NullMarked
package dev.keyward.server.keyward;

import org.jspecify.annotations.NullMarked;
