package dev.paddock.inspection;

/**
 * A piece of a text that decodes to another text.
 *
 * @param place where it begins
 * @param end where it ends
 * @param text what it decodes to
 */
public record EncodedBlock(int place, int end, String text) {}
