/**
 * How good the decisions are: labelled cases, played through a gate as a session would play them,
 * and what came of it, in numbers with intervals. Nothing of a case is ever run.
 *
 * <p>JSON is read at the edge of this room only, and strictly: a case that is not understood is an
 * error that names its line, since a case that is skipped makes the numbers better than they are.
 */
@NullMarked
package dev.paddock.evaluation;

import org.jspecify.annotations.NullMarked;
