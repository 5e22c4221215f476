/**
 * Questions that wait for a person outside of the session, and their answers. An answer is bound to
 * the exact action that was shown; nothing inside can reach this.
 */
@NullMarked
package dev.paddock.approval;

import org.jspecify.annotations.NullMarked;
