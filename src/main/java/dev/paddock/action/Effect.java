package dev.paddock.action;

import java.util.List;

/**
 * One thing that an action would do. What is not listed is not known to happen; what can't be known
 * is listed as {@link Unknown}.
 */
public sealed interface Effect {
  /**
   * A program is started.
   *
   * @param words its name and arguments, as far as they are known; unknown parts are shown as
   *     {@code …}
   */
  record Starts(List<String> words) implements Effect {
    /** Keeps words that nobody changes. */
    public Starts {
      words = List.copyOf(words);
    }
  }

  /** A file or folder is looked at, read, written or removed. */
  record Touches(FileAccess access, Place place) implements Effect {}

  /**
   * Code runs of which the command alone does not tell what it does.
   *
   * @param what which code, for people
   */
  record RunsCode(CodeOrigin origin, String what) implements Effect {}

  /**
   * The network is used.
   *
   * @param host name or address; empty if it can't be known
   * @param what for people
   */
  record Connects(Traffic traffic, String host, String what) implements Effect {}

  /**
   * Something else is done.
   *
   * @param what for people: the part of the command that does it
   */
  record Does(Deed deed, String what) implements Effect {}

  /**
   * A part of the action was not looked into: it could not be read, or not to its end. It may be
   * anything that the action could do, where {@link Unknown} is one thing that stays unclear.
   *
   * @param why for people
   */
  record NotRead(String why) implements Effect {}

  /**
   * Something that Paddock can't tell.
   *
   * @param why for people
   */
  record Unknown(String why) implements Effect {}
}
