package dev.paddock.profile;

/** A value of the profile and where it was said. */
public record Sourced<T>(T value, Origin origin) {}
