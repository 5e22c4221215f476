package dev.paddock.classifier;

import dev.paddock.action.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a session, as far as a model is told. Thread-safe; grows, bounded.
 *
 * <p>Words of people are never dropped to make room: where their bound is reached, the transcript
 * is no longer whole, and nobody can judge by it. Else "don't push" could be flooded away. Calls
 * are dropped, the oldest first, and counted.
 */
public final class Transcript {
  /** Characters of one message; of a longer one the beginning and the end are kept. */
  static final int LONGEST_WORDS = 200_000;

  /** Characters of all messages together. */
  static final int MOST_WORDS = 4_000_000;

  /** Calls that are kept. */
  static final int MOST_CALLS = 3_000;

  /** Warnings that are kept: after so many, the next says nothing new. */
  static final int MOST_WARNINGS = 200;

  private static final int LONGEST_PAYLOAD = 4_000;
  private static final int MOST_EFFECTS = 20;

  private final List<Entry> entries = new ArrayList<>();
  private Optional<Entry.Words> last = Optional.empty();
  private int words;
  private int calls;
  private int warnings;
  private int leftOut;
  private boolean whole = true;
  private long version;

  /** Adds something that happened. */
  public synchronized void add(Entry entry) {
    switch (entry) {
      case Entry.Words said -> addWords(said);
      case Entry.Call call -> addCall(call);
      case Entry.Warning warning -> addWarning(warning);
    }
  }

  private void addWords(Entry.Words said) {
    version++;
    Entry.Words kept = new Entry.Words(said.channel(), Cut.middle(said.text(), LONGEST_WORDS));
    // Only what was said last may be said again for nothing: an older one may have been lifted
    // since.
    if (last.filter(kept::equals).isPresent()) {
      return;
    }
    if (words + kept.text().length() > MOST_WORDS) {
      whole = false;
      return;
    }
    words += kept.text().length();
    last = Optional.of(kept);
    entries.add(kept);
  }

  private void addCall(Entry.Call call) {
    if (calls == MOST_CALLS) {
      dropOldestCall();
    }
    calls++;
    entries.add(
        new Entry.Call(
            bounded(call.action()),
            call.effects().stream().limit(MOST_EFFECTS).toList(),
            call.verdict(),
            call.subagent()));
  }

  private void dropOldestCall() {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Entry.Call) {
        entries.remove(i);
        calls--;
        leftOut++;
        return;
      }
    }
  }

  private void addWarning(Entry.Warning warning) {
    version++;
    if (warnings < MOST_WARNINGS && !entries.contains(warning)) {
      warnings++;
      entries.add(warning);
    }
  }

  /** Content came in from outside: what was judged before may look otherwise now. */
  public synchronized void arrived() {
    version++;
  }

  /** Tells whether somebody said something on a channel that nothing inside can forge. */
  public synchronized boolean hasOutsideWords() {
    return entries.stream()
        .anyMatch(entry -> entry instanceof Entry.Words words && words.isUsersFromOutside());
  }

  private static Action bounded(Action action) {
    return switch (action) {
      case Action.Shell(String command) -> new Action.Shell(bounded(command));
      case Action.WriteFile(var path, String content) ->
          new Action.WriteFile(path, bounded(content));
      case Action.EditFile(var path, String added) -> new Action.EditFile(path, bounded(added));
      case Action.Fetch(String url) -> new Action.Fetch(bounded(url));
      case Action.Search(String query) -> new Action.Search(bounded(query));
      case Action.McpCall(String server, String tool, String arguments) ->
          new Action.McpCall(server, tool, bounded(arguments));
      case Action.Subagent(String task) -> new Action.Subagent(bounded(task));
      case Action.OtherTool(String name, String arguments) ->
          new Action.OtherTool(name, bounded(arguments));
      case Action.ReadFile _, Action.OwnTool _ -> action;
    };
  }

  private static String bounded(String text) {
    return Cut.middle(text, LONGEST_PAYLOAD);
  }

  /** Returns all that is kept, as it stands now. */
  public synchronized TranscriptView view() {
    return new TranscriptView(entries, leftOut, whole, version);
  }

  /** Returns what is kept, the oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * Returns a number that changes when something enters that could change a verdict: words, or
   * content from outside. The agent's own actions don't count.
   */
  public synchronized long version() {
    return version;
  }
}
