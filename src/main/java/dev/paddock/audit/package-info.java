/**
 * What happened in sessions, as lines that only this machine's owner can read, one file a session.
 *
 * <p>Depends on no other room. No key, no header and no body is ever part of an event.
 */
@NullMarked
package dev.paddock.audit;

import org.jspecify.annotations.NullMarked;
