/**
 * What this machine can and can't do for a sandbox, each measured by trying it, with the one fix
 * where something is missing.
 *
 * <p>Depends on the JDK only; used by {@code paddock doctor}, and by a session to explain why it
 * can't start. A check is one method that tries one thing; nothing is concluded from a setting
 * unless the trial has failed, and from a version number only for the kernel itself.
 */
@NullMarked
package dev.paddock.machine;

import org.jspecify.annotations.NullMarked;
