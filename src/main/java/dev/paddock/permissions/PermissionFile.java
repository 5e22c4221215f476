package dev.paddock.permissions;

import java.nio.file.Path;

/**
 * A file of permission rules, which need not exist.
 *
 * @param base what a Claude Code pattern that begins with one "/" is relative to
 */
public record PermissionFile(Agent agent, Scope scope, Path file, Path base) {}
