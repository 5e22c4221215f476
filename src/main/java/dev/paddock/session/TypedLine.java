package dev.paddock.session;

/**
 * A line that the person at the keyboard finished.
 *
 * @param text what they typed, with their corrections made
 * @param isOwn whether these are surely their own words, in this order: nothing was pasted, and the
 *     cursor stayed at the end
 */
record TypedLine(String text, boolean isOwn) {}
