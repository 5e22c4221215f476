/**
 * Signs for a session with the owner's key, which stays outside: sockets that speak the protocol of
 * ssh-agent(1) and of gpg-agent(1), and answer nothing but what signing a commit or a tag with one
 * named key needs.
 *
 * <p>Depends on {@code linux}. Defends against a session that wants to log in somewhere, to
 * decrypt, or to sign with another key.
 */
@NullMarked
package dev.paddock.signing;

import org.jspecify.annotations.NullMarked;
