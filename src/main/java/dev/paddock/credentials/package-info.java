/**
 * The owner's keys: where they are kept, and what stands for them inside.
 *
 * <p>Depends on no other room. Defends against a key that enters the sandbox, a log, or a message.
 */
@NullMarked
package dev.paddock.credentials;

import org.jspecify.annotations.NullMarked;
