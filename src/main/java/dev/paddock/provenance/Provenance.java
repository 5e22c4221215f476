package dev.paddock.provenance;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Knows where the names in a session's actions come from. Thread-safe, and bounded in memory: some
 * tens of MiB at most.
 *
 * <p>What the user said, the profile and the committed files are trusted, and so is what the agent
 * itself brought up before any content did. Whatever is forgotten or can't be found out is not
 * trusted.
 */
public final class Provenance {
  private static final int MOST_USERS_CHARACTERS = 4 << 20;
  private static final int MOST_OWN_CHARACTERS = 2 << 20;
  private static final int LONGEST_CONTENT = 8 << 20;

  private final Path project;
  private final Path home;
  private final Predicate<Sink> profile;
  private final Committed committed;
  private final Trusted user = new Trusted(MOST_USERS_CHARACTERS);
  private final Trusted own = new Trusted(MOST_OWN_CHARACTERS);
  private final Content content = new Content();
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger actions = new AtomicInteger();

  /**
   * Begins a session.
   *
   * @param project the folder that it works in, absolute
   * @param home the home directory as the agent knows it, absolute
   * @param profile whether the profile, or the project's own remotes, name a sink
   */
  public Provenance(Path project, Path home, Predicate<Sink> profile, Committed committed) {
    this.project = project;
    this.home = home;
    this.profile = profile;
    this.committed = committed;
  }

  /** Hears words of the user's that come from outside of the agent's reach. */
  public void said(String words) {
    user.add(clock.incrementAndGet(), words);
  }

  /** Hears what the agent wants to do: what it names first is its own idea. */
  public void acted(Action action, List<Effect> effects) {
    actions.incrementAndGet();
    own.add(clock.incrementAndGet(), OwnWords.of(action, effects));
  }

  /**
   * Hears what came in.
   *
   * @param origin where from, for people: {@code the page https://…}
   */
  public void cameIn(String origin, String text) {
    String read = text;
    if (text.length() > LONGEST_CONTENT) {
      int half = LONGEST_CONTENT / 2;
      read = text.substring(0, half) + "\n" + text.substring(text.length() - half);
    }
    long time = clock.incrementAndGet();
    int before = actions.get();
    content.add(new Content.Item(origin, time, before, new Remembered.Whole(View.of(read))));
  }

  /** Returns the strongest sink of an action that only content names; empty if there is none. */
  public Optional<Driven> driven(Action action, List<Effect> effects) {
    for (Sink sink : Sinks.of(action, effects, project)) {
      Optional<Content.Item> first = onlyIn(sink);
      if (first.isPresent()) {
        return Optional.of(new Driven(sink, chain(sink, first.get())));
      }
    }
    return Optional.empty();
  }

  /** Returns the content that first named a sink which nothing trusted names. */
  private Optional<Content.Item> onlyIn(Sink sink) {
    return broughtUp(sink)
        .filter(_ -> !profile.test(sink) && names(sink).stream().noneMatch(committed::contains));
  }

  /** The same without the sources that take time to ask. */
  private Optional<Content.Item> broughtUp(Sink sink) {
    List<String> names = names(sink);
    if (user.first(names).isPresent()) {
      return Optional.empty();
    }
    Optional<Content.Item> first = content.first(Needle.of(sink, names));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong ownIdea = own.first(names);
    return ownIdea.isPresent() && ownIdea.getAsLong() < first.get().time()
        ? Optional.empty()
        : first;
  }

  private List<String> names(Sink sink) {
    return Spelling.of(sink, project, home);
  }

  private List<String> chain(Sink sink, Content.Item first) {
    List<String> chain = new ArrayList<>();
    for (String host : Addresses.hosts(first.origin())) {
      broughtUp(new Sink(Sink.Kind.HOST, host))
          .filter(before -> before.time() < first.time())
          .ifPresent(before -> chain.add(Chain.seen(new Sink(Sink.Kind.HOST, host), before)));
    }
    chain.add(Chain.seen(sink, first));
    chain.add(Chain.nowhereElse());
    return chain;
  }
}
