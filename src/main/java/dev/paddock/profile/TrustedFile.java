package dev.paddock.profile;

import java.nio.file.Path;

/**
 * A project file whose owner accepted it.
 *
 * @param file absolute, the links in its folder followed
 * @param sha256 of the content that was accepted, 64 hexadecimal digits
 */
public record TrustedFile(Path file, String sha256) {}
