/**
 * A model's opinion of what rules can't decide: the transcript that it sees, the prompt, the
 * clients of the providers, the verdict. A model that can't be asked, or whose reply is anything
 * but a strict verdict, has given no answer; that is never an allow.
 */
@NullMarked
package dev.paddock.classifier;

import org.jspecify.annotations.NullMarked;
