/**
 * Bash's grammar: a command line to a syntax tree with places in the text. Nothing is expanded and
 * nothing is run. What the parser does not understand is an error, never left out.
 *
 * <p>Knows no other room. Defends against command lines that are read in another way than Bash
 * would: it is compared with {@code bash -n} over the scripts of the machine and mutations of them.
 */
@NullMarked
package dev.paddock.bash;

import org.jspecify.annotations.NullMarked;
