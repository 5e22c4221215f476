/**
 * What in a text that an agent is about to read was not meant for people: instructions addressed to
 * agents, hidden characters, terminal controls, encoded payloads. Deterministic detectors on text,
 * and what they see through disguises with: what a text looks like ({@link
 * dev.paddock.inspection.Skeleton}) and what it decodes to ({@link dev.paddock.inspection.Escapes},
 * {@link dev.paddock.inspection.EncodedBlock}).
 *
 * <p>Knows no other room. Pure functions; every one takes time in proportion to the text, so that
 * no page can stall a session.
 */
@NullMarked
package dev.paddock.inspection;

import org.jspecify.annotations.NullMarked;
