package dev.paddock.git;

import java.nio.file.Path;

/**
 * One address of a remote, as the owner's configuration has it outside.
 *
 * @param name the remote's name, {@code origin} say
 * @param url as git would use it outside, {@code url.*.insteadOf} applied; it may hold a key
 * @param address what it names
 * @param objects the objects of the repository that has this remote, outside
 */
public record Remote(String name, String url, RepositoryAddress address, Path objects) {}
