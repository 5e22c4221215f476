package dev.paddock.rules;

import dev.paddock.action.Enforcement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules in force: the built-in ones and the owner's own. Immutable.
 *
 * <p>An owner's list replaces the built-in one of its kind, unless {@code "$defaults"} stands
 * somewhere in it: the built-in list comes there then, once. A list that is empty says nothing.
 */
public final class RuleBook {
  private final Map<RuleKind, List<Rule>> rules = new EnumMap<>(RuleKind.class);
  private final Map<String, Rule> byId = new LinkedHashMap<>();

  private RuleBook() {}

  /**
   * Returns the rules that follow from the owner's lists.
   *
   * @param own the lists of all sources, one after the other
   */
  public static RuleBook of(List<OwnRule> own) {
    RuleBook book = new RuleBook();
    RuleIds ids = new RuleIds();
    for (RuleKind kind : RuleKind.values()) {
      List<OwnRule> list = own.stream().filter(rule -> rule.kind() == kind).toList();
      List<Rule> rules = list.isEmpty() ? DefaultRules.of(kind) : spliced(kind, list, ids);
      book.rules.put(kind, rules);
      rules.forEach(rule -> book.byId.put(rule.id(), rule));
    }
    return book;
  }

  /** Returns the rules of a kind, in order. */
  public List<Rule> rules(RuleKind kind) {
    return rules.getOrDefault(kind, List.of());
  }

  /** Returns all rules, kind by kind. */
  public List<Rule> all() {
    return List.copyOf(byId.values());
  }

  /** Returns the rule with an id; empty if there is none in force. */
  public Optional<Rule> rule(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Tells whether the built-in list of a kind is out of force, since the owner replaced it. */
  public boolean isReplaced(RuleKind kind) {
    return !rules(kind).containsAll(DefaultRules.of(kind));
  }

  private static List<Rule> spliced(RuleKind kind, List<OwnRule> list, RuleIds ids) {
    List<Rule> rules = new ArrayList<>();
    boolean done = false;
    for (OwnRule own : list) {
      if (!own.isDefaults()) {
        rules.add(rule(own, ids));
      } else if (!done) {
        rules.addAll(DefaultRules.of(kind));
        done = true;
      }
    }
    return List.copyOf(rules);
  }

  /** Prose of an owner's is nothing that a machine could decide by. */
  private static Rule rule(OwnRule own, RuleIds ids) {
    List<Backing> behind =
        own.kind() == RuleKind.ENVIRONMENT
            ? List.of()
            : List.of(new Backing(Enforcement.JUDGEMENT, ""));
    return new Rule(
        ids.ofOwn(own.text()),
        "",
        own.kind(),
        own.text(),
        behind,
        "edit " + own.origin(),
        own.origin());
  }
}
