/**
 * Questions that wait for a person outside of the session, and their answers.
 *
 * <p>{@link dev.paddock.approval.Questions} holds what waits and what was denied lately; {@link
 * dev.paddock.approval.QuestionServer} shows it at a Unix socket that no session sees, and {@link
 * dev.paddock.approval.QuestionClient} reads and answers there. An answer is bound to the exact
 * action that was shown: it names the question's ID, which is given once, and the {@link
 * dev.paddock.approval.Fingerprint} of the action, its folder, its effects and the rule.
 *
 * <p>May depend on {@code action}. Defends against an answer that reaches another action than the
 * one that was shown, against answers that are sent twice or too late, and against clients that
 * send garbage, too much, or nothing: whatever is not understood counts as no answer, and nobody
 * there as a denial. Texts are an agent's; who prints them makes them printable.
 */
@NullMarked
package dev.paddock.approval;

import org.jspecify.annotations.NullMarked;
