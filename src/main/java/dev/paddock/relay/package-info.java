/**
 * The git relay: every connection of a session to a git host ends here, outside. It fetches and
 * pushes with the owner's own git, and decides what a push may do from what is on the wire, never
 * from a command line.
 *
 * <p>Depends on {@code git} for addresses, {@code egress} for its strict reader of HTTP, {@code
 * profile} for the rules, {@code home} for the shapes of secrets. Besides {@code git}, the only
 * room that knows JGit.
 *
 * <p>Defends against pushes that would delete, rewrite or publish what the profile does not allow,
 * whoever speaks the protocol, and against reading repositories that are not the session's.
 */
@NullMarked
package dev.paddock.relay;

import org.jspecify.annotations.NullMarked;
