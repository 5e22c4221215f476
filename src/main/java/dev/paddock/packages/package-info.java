/**
 * Which package registries this machine's own clients are configured with: the clients are asked,
 * in an empty folder, so that settings which a repository brings along don't count.
 *
 * <p>Depends on no other room.
 */
@NullMarked
package dev.paddock.packages;

import org.jspecify.annotations.NullMarked;
