package dev.paddock.shell;

import java.util.List;

/**
 * That a text is names of files.
 *
 * @param roots what is listed
 * @param byName whether only files of some name are listed
 */
record Listing(List<Text> roots, boolean byName) {}
