/**
 * The coding agents that Paddock knows: one class each, which says how the agent is recognised,
 * what its hooks say and how they are answered, which policy files hold in it, and what it needs of
 * the network; and the endpoint at which their hooks ask before an action, and tell what came of
 * it, what the user said, and that a helper has ended.
 *
 * <p>Entry points: {@link dev.paddock.agent.Agents} knows them all; {@link
 * dev.paddock.agent.HookServer} answers a session's hooks; {@link dev.paddock.agent.HookClient} is
 * the slow way to ask it.
 *
 * <p>May depend on {@code gate} and {@code action}, and on Jackson, since hooks speak JSON.
 *
 * <p>Defends against hook input that is malformed, unknown, oversized, late or sent by hostile code
 * inside: such a question is denied, in the words of the agent that would have asked it. What is
 * told after the fact blocks nothing, whatever it is; the log says what was not looked at. It does
 * not defend against what runs without asking; walls do.
 */
@NullMarked
package dev.paddock.agent;

import org.jspecify.annotations.NullMarked;
