/**
 * System calls through the Foreign Function and Memory API. No other room may import {@code
 * java.lang.foreign}.
 *
 * <p>Everything here is a thin, typed face of one kernel interface; there is no policy. File names
 * are byte strings to the kernel: {@link dev.paddock.linux.FileNames} maps them to Java strings and
 * back without loss, so that a name that is not UTF-8 can't hide a file from Paddock.
 *
 * <p>One downcall handle serves all calls: each further one costs about 10 ms of a start, because
 * the JDK spins its method handles at run time.
 */
@NullMarked
package dev.paddock.linux;

import org.jspecify.annotations.NullMarked;
