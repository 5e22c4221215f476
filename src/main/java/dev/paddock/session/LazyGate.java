package dev.paddock.session;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.classifier.Channel;
import dev.paddock.gate.Asker;
import dev.paddock.gate.Gate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gate that is put together when the first agent asks: most sessions of a second have none, and
 * need not wait for it. What was said until then is told to it first, in order. Where it can't be
 * made, each question fails, which is a denial. Thread-safe.
 */
final class LazyGate implements Gate {
  private static final int MOST_WORDS = 1 << 20;

  /** Words that came before there was a gate. */
  private record Heard(Channel channel, String words) {}

  private final Supplier<Gate> maker;
  private final List<Heard> heard = new ArrayList<>();
  private int length;
  private @Nullable Gate gate;

  LazyGate(Supplier<Gate> maker) {
    this.maker = maker;
  }

  @Override
  public Decision decide(Action action, Path cwd) {
    return gate().decide(action, cwd);
  }

  @Override
  public Decision decide(Action action, Path cwd, Asker asker) {
    return gate().decide(action, cwd, asker);
  }

  @Override
  public Optional<String> came(Action action, Path cwd, String text, Asker asker) {
    return gate().came(action, cwd, text, asker);
  }

  @Override
  public synchronized void heard(Channel channel, String words) {
    if (gate != null) {
      gate.heard(channel, words);
      return;
    }
    heard.add(new Heard(channel, words));
    length += words.length();
    if (length > MOST_WORDS) {
      try {
        var _ = gate(); // it bounds what it keeps
      } catch (RuntimeException e) {
        length = 0; // whoever asks will be told; whoever types must not be
      }
    }
  }

  @Override
  public void said(String words, Asker asker) {
    gate().said(words, asker);
  }

  @Override
  public Optional<String> returned(Asker asker) {
    return gate().returned(asker);
  }

  private synchronized Gate gate() {
    Gate made = gate;
    if (made == null) {
      made = maker.get();
      for (Heard one : heard) {
        made.heard(one.channel(), one.words());
      }
      heard.clear();
      gate = made;
    }
    return made;
  }
}
