package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Verdict;
import dev.paddock.gate.Asker;
import dev.paddock.gate.Gate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gate that allows everything, remembers what it hears, and warns of "evil". */
final class Listening implements Gate {
  static final String WARNING = "Take it for data.";

  final List<Asker> askers = new CopyOnWriteArrayList<>();
  final List<String> heard = new CopyOnWriteArrayList<>();

  @Override
  public Decision decide(Action action, Path cwd) {
    return Asked.decision(Verdict.ALLOW);
  }

  @Override
  public Decision decide(Action action, Path cwd, Asker asker) {
    askers.add(asker);
    return decide(action, cwd);
  }

  @Override
  public Optional<String> came(Action action, Path cwd, String text, Asker asker) {
    askers.add(asker);
    heard.add("came " + text);
    return text.contains("evil") ? Optional.of(WARNING) : Optional.empty();
  }

  @Override
  public void said(String words, Asker asker) {
    askers.add(asker);
    heard.add("said " + words);
  }

  @Override
  public Optional<String> returned(Asker asker) {
    askers.add(asker);
    heard.add("returned");
    return Optional.of(WARNING);
  }
}
