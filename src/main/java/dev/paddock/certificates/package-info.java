/**
 * The certificate authority that lives as long as one session, and how programs inside come to
 * trust it.
 *
 * <p>Depends on no other room. The authority's key exists in this process's memory only. Defends
 * against anybody else being trusted inside because of it.
 */
@NullMarked
package dev.paddock.certificates;

import org.jspecify.annotations.NullMarked;
