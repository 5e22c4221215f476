package dev.paddock.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks what only all layers together can get right or wrong. */
final class WholeCheck {
  private final Problems problems;
  private final Notices notices;

  WholeCheck(Problems problems, Notices notices) {
    this.problems = problems;
    this.notices = notices;
  }

  void check(Profile profile) {
    profile.network().hosts().forEach(rule -> requireCredential(profile, rule));
    requireOwnVariables(profile);
    requireModel(profile.classifier());
    for (Sourced<String> name : profile.network().privateHosts()) {
      if (!profile.network().names(name.value())) {
        notices.add(
            name.origin(),
            "network.private "
                + Printable.quote(name.value())
                + " has no effect: nothing lets a session reach it",
            "Add it to network.allow too, with its port if that is not 80 or 443");
      }
    }
  }

  private void requireCredential(Profile profile, Sourced<HostRule> rule) {
    Optional<String> wanted = rule.value().credential();
    if (wanted.isPresent()
        && profile.credentials().stream()
            .noneMatch(known -> known.value().name().equals(wanted.get()))) {
      problems.add(
          at(rule.origin()),
          TomlKeyCheck.hostPath(rule.value().host())
              + " names the credential "
              + Printable.quote(wanted.get())
              + ", which is not defined",
          "Define it in ~/.config/paddock/profile.toml: [credentials."
              + Printable.quote(wanted.get())
              + "] with from = \"command:…\", \"env:NAME\" or \"file:PATH\"");
    }
  }

  /** One variable can hold one placeholder. */
  private void requireOwnVariables(Profile profile) {
    Map<String, String> byVariable = new HashMap<>();
    for (Sourced<CredentialRule> rule : profile.credentials()) {
      String name = rule.value().name();
      String variable = rule.value().variable().orElse("");
      String other = variable.isEmpty() ? null : byVariable.putIfAbsent(variable, name);
      if (other != null) {
        problems.add(
            at(rule.origin()),
            "the credentials "
                + Printable.quote(other)
                + " and "
                + Printable.quote(name)
                + " both have the variable "
                + variable,
            "Give one of them another variable, or none");
      }
    }
  }

  private void requireModel(ClassifierRules classifier) {
    Optional<Origin> where =
        classifier.baseUrl().map(Sourced::origin).or(() -> classifier.key().map(Sourced::origin));
    if (where.isPresent() && classifier.modelInForce().isEmpty()) {
      problems.add(
          at(classifier.provider().map(Sourced::origin).orElse(where.get())),
          "classifier.model is missing: openai has no default",
          "Write model = \"NAME\" in [classifier], as the server at base_url calls it");
    }
    if (where.isEmpty()) {
      classifier
          .provider()
          .map(Sourced::origin)
          .or(() -> classifier.model().map(Sourced::origin))
          .ifPresent(
              origin ->
                  notices.add(
                      origin,
                      "[classifier] has no effect: nothing says where the model's key is kept",
                      "Write key = \"command:…\", \"env:NAME\" or \"file:PATH\", or base_url for a"
                          + " server that needs none"));
    }
  }

  private static Position at(Origin origin) {
    return new Position(origin.file(), origin.line(), 1);
  }
}
