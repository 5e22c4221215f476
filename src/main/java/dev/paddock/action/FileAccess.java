package dev.paddock.action;

/** What is done with a file or folder. */
public enum FileAccess {
  /** Names, sizes, times: what a listing tells, not the content. */
  LOOK,
  /** The content is read, and may be printed. */
  READ,
  /** All files of a folder are read, at any depth. */
  READ_TREE,
  /** Made, appended to, or replaced by content of its own. */
  WRITE,
  /** Its content is thrown away, or written over with nothing of use. */
  EMPTY,
  /** It gets another name or place. */
  MOVE,
  /** One file, or an empty folder, is removed. */
  DELETE,
  /** A folder is removed with all that is in it. */
  DELETE_TREE,
  /** Files in a folder, at any depth, are removed if they match by name. */
  DELETE_SOME,
  /** Files in a folder, at any depth, are removed: all, or those of some age, size or kind. */
  DELETE_ALL,
  /** Permissions, owner, attributes of one file. */
  PERMIT,
  /** The same for a folder with all that is in it. */
  PERMIT_TREE
}
