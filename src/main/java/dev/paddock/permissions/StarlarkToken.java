package dev.paddock.permissions;

/**
 * A token of the small part of Starlark that Codex's rules are written in.
 *
 * @param text a string's content, a name, or the character itself; empty at the end
 * @param line counted from 1
 * @param starts whether it is the first of its line, without indentation
 */
record StarlarkToken(Kind kind, String text, int line, boolean starts) {
  enum Kind {
    NAME,
    STRING,
    SIGN,
    /** Something else, which no rule needs. */
    OTHER,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Returns what people would call it. */
  String display() {
    return switch (kind) {
      case STRING -> "a string";
      case END -> "the end of the file";
      case NAME, SIGN, OTHER -> "\"" + text + "\"";
    };
  }
}
