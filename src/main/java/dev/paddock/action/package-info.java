/**
 * What an agent wants to do, what that would do, and what was decided: sealed types without logic,
 * the vocabulary that {@code shell}, {@code rules}, {@code gate} and {@code agent} share.
 *
 * <p>Knows no other room.
 */
@NullMarked
package dev.paddock.action;

import org.jspecify.annotations.NullMarked;
