/**
 * Where the names in an action come from: the user's words, the repository as it was committed, the
 * profile, or only content that came in. Deterministic; no model is asked.
 */
@NullMarked
package dev.paddock.provenance;

import org.jspecify.annotations.NullMarked;
