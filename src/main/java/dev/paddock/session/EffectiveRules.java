package dev.paddock.session;

import dev.paddock.profile.AutoModeRules;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.Sourced;
import dev.paddock.rules.ClaudeAutoMode;
import dev.paddock.rules.ClaudeSettings;
import dev.paddock.rules.OwnRule;
import dev.paddock.rules.RuleBook;
import dev.paddock.rules.RuleKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that hold for a session: the built-in ones, what Claude Code's settings add, and what
 * the profile adds.
 *
 * @param notices what of Claude Code's settings was ignored, and what is out of force; printable
 */
public record EffectiveRules(RuleBook book, List<String> notices) {
  /** Keeps a list that nobody changes. */
  public EffectiveRules {
    notices = List.copyOf(notices);
  }

  /** Reads the settings, and puts all together. */
  public static EffectiveRules of(Caller caller, LoadedProfile loaded) throws SessionException {
    Path project = Profiles.project(caller);
    return of(ClaudeSettings.of(caller.home(), caller.environment(), project).read(), loaded);
  }

  static EffectiveRules of(ClaudeAutoMode claude, LoadedProfile loaded) {
    AutoModeRules profile = loaded.profile().autoMode();
    List<OwnRule> own = new ArrayList<>(claude.rules());
    own.addAll(rules(RuleKind.ALLOW, profile.allow()));
    own.addAll(rules(RuleKind.SOFT_DENY, profile.softDeny()));
    own.addAll(rules(RuleKind.HARD_DENY, profile.hardDeny()));
    own.addAll(rules(RuleKind.ENVIRONMENT, profile.environment()));
    RuleBook book = RuleBook.of(own);
    List<String> notices = new ArrayList<>(claude.notices());
    Stream.of(RuleKind.SOFT_DENY, RuleKind.HARD_DENY)
        .filter(book::isReplaced)
        .map(
            kind ->
                "The built-in rules of "
                    + kind.key()
                    + " are out of force: no list of yours says \""
                    + OwnRule.DEFAULTS
                    + "\". The walls stay")
        .forEach(notices::add);
    return new EffectiveRules(book, notices.stream().map(Text::printable).toList());
  }

  private static List<OwnRule> rules(RuleKind kind, List<Sourced<String>> entries) {
    return entries.stream()
        .map(entry -> new OwnRule(kind, entry.value(), entry.origin().display()))
        .toList();
  }
}
