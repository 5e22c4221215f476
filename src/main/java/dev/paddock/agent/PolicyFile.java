package dev.paddock.agent;

/**
 * A file of an agent's that holds against the project and the person's own settings.
 *
 * @param path inside, absolute, below /etc
 * @param content the whole file
 * @param alone whether the agent reads this file only, so that one of the machine's own at the same
 *     path would be lost; else it is one of several that the agent brings together
 */
public record PolicyFile(String path, String content, boolean alone) {}
