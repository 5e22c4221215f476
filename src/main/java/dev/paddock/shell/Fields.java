package dev.paddock.shell;

import java.util.ArrayList;
import java.util.List;

/** Collects the fields that one word becomes. */
final class Fields {
  private final String separators;
  private final List<Text> done = new ArrayList<>();
  private Text current = Text.EMPTY;
  private boolean open;

  Fields(String separators) {
    this.separators = separators;
  }

  /** Adds text that is not split. */
  void quoted(Text text) {
    current = current.plus(text);
    open = true;
  }

  /** Adds text of the word itself: patterns count, blanks do not split. */
  void unquoted(Text text) {
    current = current.plus(text);
    open = true;
  }

  /** Adds several fields as they are: the first joins what is there, the last stays open. */
  void several(List<Text> texts) {
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        close();
      }
      quoted(texts.get(i));
    }
  }

  /** Adds what an expansion gave, which is split and in which patterns count. */
  void split(Text text) {
    if (separators.isEmpty()) {
      quoted(text);
      return;
    }
    String raw = Glob.mark(text.raw());
    StringBuilder piece = new StringBuilder();
    boolean any = false;
    for (int i = 0; i < raw.length(); i++) {
      if (separators.indexOf(raw.charAt(i)) >= 0) {
        if (any) {
          quoted(text.with(piece.toString()));
          piece.setLength(0);
          any = false;
        }
        close();
      } else {
        piece.append(raw.charAt(i));
        any = true;
      }
    }
    if (any) {
      quoted(text.with(piece.toString()));
    }
  }

  private void close() {
    if (open) {
      done.add(current);
      current = Text.EMPTY;
      open = false;
    }
  }

  List<Text> done() {
    close();
    return done;
  }

  /** All as one text. */
  Text joined() {
    close();
    return Words.joined(done);
  }
}
