/**
 * The pipeline from an action to a decision, and what a session remembers for it. Decisions are
 * pure; the endpoint that agents' hooks reach and the log stand at the edge.
 *
 * <p>Defends against actions that rules or the profile forbid, as far as the agent declares them.
 * What runs inside without declaring is the walls' part.
 */
@NullMarked
package dev.paddock.gate;

import org.jspecify.annotations.NullMarked;
