package dev.paddock.relay;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A repository upstream, as the owner reaches it.
 *
 * @param name what people read: host and path
 * @param url the owner's own; it may hold a key, and is never told to a session
 * @param local whether it lies on this machine's disk
 * @param objects objects that the owner has of it already
 */
record Upstream(String name, String url, boolean local, Optional<Path> objects) {}
