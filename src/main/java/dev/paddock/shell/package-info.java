/**
 * From a command line to its effects: words are expanded as far as they can be known, then the
 * catalogue of commands says of each program and option what it reads, writes, runs and reaches.
 * Pure: nothing is run, and files are only asked about through {@link
 * dev.paddock.shell.Surroundings}.
 *
 * <p>Defends against commands whose text hides what they do. What can't be known is an {@link
 * dev.paddock.action.Effect.Unknown}, never nothing.
 */
@NullMarked
package dev.paddock.shell;

import org.jspecify.annotations.NullMarked;
