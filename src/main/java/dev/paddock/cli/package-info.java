/** The command line: one class a subcommand. */
@NullMarked
package dev.paddock.cli;

import org.jspecify.annotations.NullMarked;
