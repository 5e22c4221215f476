/**
 * What in a text that an agent is about to read was not meant for people: instructions addressed to
 * agents, hidden characters, terminal controls, encoded payloads. Deterministic detectors on text.
 */
@NullMarked
package dev.paddock.inspection;

import org.jspecify.annotations.NullMarked;
