package dev.paddock.git;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The owner's {@code url.BASE.insteadOf} and {@code pushInsteadOf}: the longest that fits counts
 * (git-config(1)).
 */
final class InsteadOf {
  private final List<GitSetting> rules;

  InsteadOf(List<GitSetting> settings) {
    this.rules = settings.stream().filter(setting -> setting.section().equals("url")).toList();
  }

  /** Returns the address that git uses for fetching, and for pushing if one says that for both. */
  String fetch(String url) {
    return replaced(url, "insteadof").orElse(url);
  }

  /** Returns the address that git uses for pushing only. */
  Optional<String> push(String url) {
    return replaced(url, "pushinsteadof");
  }

  private Optional<String> replaced(String url, String name) {
    return rules.stream()
        .filter(rule -> rule.name().equals(name) && url.startsWith(rule.value()))
        .max(Comparator.comparingInt(rule -> rule.value().length()))
        .map(rule -> rule.subsection() + url.substring(rule.value().length()));
  }
}
