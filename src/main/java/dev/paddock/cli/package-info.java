/**
 * The command line: one class a subcommand. Each parses, calls one service, prints; there is no
 * logic here. picocli is used here only.
 *
 * <p>Exit status: that of the command for {@code run}; else 0, 125 when Paddock itself could not do
 * it (wrong usage included), and 1 where a command answers a question with no.
 */
@NullMarked
package dev.paddock.cli;

import org.jspecify.annotations.NullMarked;
