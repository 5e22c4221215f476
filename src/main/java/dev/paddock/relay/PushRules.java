package dev.paddock.relay;

import java.util.function.Predicate;

/**
 * Which refs a push may touch, as the profile says.
 *
 * @param branches whether a branch, named without {@code refs/heads/}, may be created or
 *     fast-forwarded
 * @param refs whether another ref, named in full, may be created
 */
public record PushRules(Predicate<String> branches, Predicate<String> refs) {}
