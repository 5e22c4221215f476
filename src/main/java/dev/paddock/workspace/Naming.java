package dev.paddock.workspace;

/**
 * That the configuration of a git repository names something as a thing to run. It is kept with a
 * session's record, so that afterwards no configuration is read that the session may have written.
 *
 * @param repository the {@code .git}, or the bare repository's directory
 * @param path from the directory around the {@code .git}, or from the bare repository; may begin
 *     with {@code ..}
 * @param directories whether it may be a directory; a command can't
 */
public record Naming(Identity repository, String path, boolean directories, String reason) {}
