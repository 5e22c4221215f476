package dev.paddock.profile;

import java.util.List;

/**
 * What one component of a {@link PathPattern} matches; the cheap shapes have a form of their own.
 */
sealed interface NameGlob {
  /** Any number of components, also none; the path pattern handles it, it is never asked. */
  NameGlob DEEP = new Deep();

  /** Tells whether the part of the path between the two indices, one component, matches. */
  boolean matches(String path, int from, int to);

  record Deep() implements NameGlob {
    @Override
    public boolean matches(String path, int from, int to) {
      return true;
    }
  }

  record Literal(String name) implements NameGlob {
    @Override
    public boolean matches(String path, int from, int to) {
      return to - from == name.length() && path.startsWith(name, from);
    }
  }

  record Prefix(String prefix) implements NameGlob {
    @Override
    public boolean matches(String path, int from, int to) {
      return to - from >= prefix.length() && path.startsWith(prefix, from);
    }
  }

  record Suffix(String suffix) implements NameGlob {
    @Override
    public boolean matches(String path, int from, int to) {
      return to - from >= suffix.length() && path.startsWith(suffix, to - suffix.length());
    }
  }

  /**
   * Any mixture. Only the last {@code *} is ever tried again: an earlier one that took more could
   * not match anything that the last one does not.
   */
  record Mixture(List<Element> elements) implements NameGlob {
    @Override
    public boolean matches(String path, int from, int to) {
      int element = 0;
      int at = from;
      int retryElement = -1;
      int retryAt = -1;
      while (at < to) {
        if (element < elements.size() && elements.get(element) instanceof Element.Run) {
          retryElement = ++element;
          retryAt = at;
          continue;
        }
        int point = path.codePointAt(at);
        if (element < elements.size() && elements.get(element).accepts(point)) {
          element++;
          at += Character.charCount(point);
        } else if (retryElement < 0) {
          return false;
        } else {
          retryAt += Character.charCount(path.codePointAt(retryAt));
          at = retryAt;
          element = retryElement;
        }
      }
      while (element < elements.size() && elements.get(element) instanceof Element.Run) {
        element++;
      }
      return element == elements.size();
    }
  }

  /** One step of a mixture. */
  sealed interface Element {
    boolean accepts(int point);

    /** {@code *}: any characters, also none. */
    record Run() implements Element {
      @Override
      public boolean accepts(int point) {
        return true;
      }
    }

    record AnyCharacter() implements Element {
      @Override
      public boolean accepts(int point) {
        return true;
      }
    }

    record Exactly(int expected) implements Element {
      @Override
      public boolean accepts(int point) {
        return point == expected;
      }
    }

    /** {@code [a-z]}, {@code [!a-z]}. */
    record CharacterClass(boolean negated, List<Range> ranges) implements Element {
      @Override
      public boolean accepts(int point) {
        return negated != ranges.stream().anyMatch(r -> r.first() <= point && point <= r.last());
      }
    }
  }

  /** Code points, both ends included. */
  record Range(int first, int last) {}
}
