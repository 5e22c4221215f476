package dev.paddock.profile;

/** A value as a layer wrote it, and where. */
record Item<T>(T value, Position position) {}
