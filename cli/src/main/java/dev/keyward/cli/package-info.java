/** The command line that needs no server. Begin at {@link dev.keyward.cli.Main}. */
@NullMarked
package dev.keyward.cli;

import org.jspecify.annotations.NullMarked;
