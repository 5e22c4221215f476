/**
 * What leaves a session, and how: the names that resolve inside, the connections that are accepted
 * outside on sockets that were made inside, what is read of them, and the one place where a
 * credential is added.
 *
 * <p>Depends on {@code credentials} and {@code certificates}. Netty is used here and nowhere else.
 *
 * <p>Defends against everything inside that wants to reach what the profile does not name, or to be
 * taken for somebody else: by the address it connects to, the name it asks for, the name it claims
 * in TLS or HTTP, or the key it shows. What can't be read as what it should be is refused.
 */
@NullMarked
package dev.paddock.egress;

import org.jspecify.annotations.NullMarked;
