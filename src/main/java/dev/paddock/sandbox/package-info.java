/**
 * From a plan to a running sandbox: which mounts, which system calls, which limits, and the init
 * stage that makes them.
 *
 * <p>{@link dev.paddock.sandbox.SandboxPlanner} is a pure function from what a session is granted
 * to a {@link dev.paddock.sandbox.SandboxPlan}; {@link dev.paddock.sandbox.Sandbox} starts the
 * chain of processes (unshare(1), the init stage, bubblewrap) and hands it the plan. Whatever goes
 * wrong on the way ends the chain: there is no weaker sandbox to fall back to.
 *
 * <p>The session's network is a namespace without a way out; sockets that the init stage, or later
 * {@link dev.paddock.sandbox.NamespaceSockets}, makes in it are handed to the supervisor, who
 * accepts and connects there from outside.
 *
 * <p>Depends on {@code linux} only. Defends against everything that runs inside.
 */
@NullMarked
package dev.paddock.sandbox;

import org.jspecify.annotations.NullMarked;
