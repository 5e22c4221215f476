/**
 * Where the names in an action come from: the user's words, the repository as it was committed, the
 * profile, or only content that came in. Deterministic; no model is asked.
 *
 * <p>Knows {@code action}, and {@code inspection} for what texts look like and decode to. Sources
 * that are trusted are compared exactly, content loosely: both errors then end in a question.
 */
@NullMarked
package dev.paddock.provenance;

import org.jspecify.annotations.NullMarked;
