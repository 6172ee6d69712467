/**
 * The command {@code keyward serve}: settings, the first start, and the one place where every part is
 * constructed. Begin at {@link dev.keyward.server.main.Main}; {@code Wiring} shows what stands on what.
 */
@NullMarked
package dev.keyward.server.main;

import org.jspecify.annotations.NullMarked;
