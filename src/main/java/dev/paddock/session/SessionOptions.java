package dev.paddock.session;

import dev.paddock.profile.Flags;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code paddock run} asks for.
 *
 * @param profile the NAME of {@code -p}
 * @param command the program and its arguments, at least one word
 * @param quiet whether notices are left out; errors never are
 */
public record SessionOptions(
    Optional<String> profile, Flags flags, List<String> command, boolean quiet) {}
