/**
 * What a session could leave in the project that would later run outside the sandbox, and what it
 * could change outside through the project: git folders, editors' and agents' settings, shells'
 * start files, hard links.
 *
 * <p>Beside the names of the table, that is what protected things lead to: targets of links in
 * protected directories, and what the configuration of git repositories names.
 *
 * <p>{@link dev.paddock.workspace.WorkspaceGuard} is the way in. Before a session it takes an
 * {@link dev.paddock.workspace.Inventory} (which the sandbox mounts read-only) and keeps it in a
 * {@link dev.paddock.workspace.SessionRecord} outside the project; after the session, or before the
 * next one if the session was killed, everything protected that is not known from the inventory is
 * moved to the {@link dev.paddock.workspace.Quarantine}.
 *
 * <p>May depend on the JDK and on {@code dev.paddock.linux}.
 *
 * <p>Defends against: hostile code in a session, which may name, link, rename, nest and chmod as it
 * likes inside the project. Does not defend against other processes of the same user outside,
 * beyond never following a symbolic link and never overwriting.
 */
@NullMarked
package dev.paddock.workspace;

import org.jspecify.annotations.NullMarked;
