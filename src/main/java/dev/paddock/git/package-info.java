/**
 * The session git folder: what stands in the place of {@code .git} inside, and how what a session
 * did with it lands in the repository outside.
 *
 * <p>Depends on {@code profile} and {@code linux}. Besides {@code relay}, the only room that knows
 * JGit, which executes nothing that a repository names.
 *
 * <p>Defends against everything that a session can write into a git folder: hooks, filters,
 * configuration, links, alternates, malformed objects and refs, and against its removal.
 */
@NullMarked
package dev.paddock.git;

import org.jspecify.annotations.NullMarked;
