/**
 * The default rules and the user's: what a rule is called, what it says, what stands behind it.
 *
 * <p>The texts are data ({@code default-rules.md}); which effect of an action a rule speaks of is
 * decided here, by pure functions. JSON is read and written at the edge of this room only, in the
 * shape that agents' settings have.
 */
@NullMarked
package dev.paddock.rules;

import org.jspecify.annotations.NullMarked;
