/**
 * One {@code paddock run}: starts and stops the parts in order, relays the terminal, passes signals
 * and the exit status on.
 *
 * <p>May depend on every room below; decides nothing itself. Concurrency is in three named places:
 * {@link dev.paddock.session.TerminalRelay} (one thread a direction), {@link
 * dev.paddock.session.JobControl} (one thread), and the thread that waits for the time limit. The
 * main thread spawns the sandbox and waits for it, because the kernel's parent-death signal follows
 * the thread.
 */
@NullMarked
package dev.paddock.session;

import org.jspecify.annotations.NullMarked;
