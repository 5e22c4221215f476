package dev.paddock.action;

import java.nio.file.Path;

/** Where in the file system an effect is, as far as it can be known before it happens. */
public sealed interface Place {
  /**
   * One file or folder.
   *
   * @param path absolute and normal; links are not resolved
   */
  record At(Path path) implements Place {}

  /**
   * What a pattern of the shell matches when it runs.
   *
   * @param folder the part of the path before the first pattern, absolute and normal
   * @param pattern the rest, a glob, relative to the folder
   */
  record Matching(Path folder, String pattern) implements Place {}

  /**
   * Something of which only the beginning is known: it is in this folder, unless it leaves it by
   * {@code ..}, or it begins with this name.
   *
   * @param folder the known part, absolute and normal
   * @param text as written
   * @param unset whether the rest is a variable that nobody has set: most likely nothing
   */
  record Below(Path folder, String text, boolean unset) implements Place {}

  /**
   * Names that a listing prints when it runs.
   *
   * @param folder where is listed, absolute and normal
   * @param byName whether only files of some name are listed
   */
  record Listed(Path folder, boolean byName) implements Place {}

  /**
   * A variable that nobody has set in this command: most likely nothing.
   *
   * @param text as written
   */
  record Unset(String text) implements Place {}

  /**
   * It can't be known.
   *
   * @param text as written
   */
  record Unknown(String text) implements Place {}
}
