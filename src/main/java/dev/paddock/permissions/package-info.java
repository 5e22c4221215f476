/**
 * The permission rules that people have written for their agents already: Claude Code's settings,
 * Codex's {@code .rules}, Gemini CLI's policies. Each line becomes walls, rules of the gate, or is
 * told as not enforceable, with the reason.
 *
 * <p>Entry points: {@link dev.paddock.permissions.PermissionSources} finds the files, {@link
 * dev.paddock.permissions.Permissions} reads them; {@link dev.paddock.permissions.Imported} is what
 * they come to. The readers are pure, from text to lines.
 *
 * <p>May depend on {@code profile} (patterns, origins) and {@code action}. Defends against rules
 * that are lost in silence: what is not understood is told, and what was understood of the same
 * file still denies. A project's own files only narrow: their allow lines do not count. No file,
 * however large, deep or broken, makes a reader throw or run for long.
 */
@NullMarked
package dev.paddock.permissions;

import org.jspecify.annotations.NullMarked;
