package dev.paddock.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Writes a profile as TOML. Not thread-safe. */
final class TomlDescription {
  private final List<String> lines = new ArrayList<>();

  List<String> describe(LoadedProfile loaded) {
    for (LayerState layer : loaded.layers()) {
      lines.add("# " + layer.layer().label() + ": " + state(layer));
    }
    for (Notice notice : loaded.notices()) {
      lines.add("# " + notice);
    }
    Profile profile = loaded.profile();
    describe(profile.files());
    describe(profile.network());
    profile.credentials().forEach(this::describe);
    section("ports");
    list("publish", profile.ports().publish(), String::valueOf);
    list("reach", profile.ports().reach(), String::valueOf);
    describe(profile.git());
    section("env");
    list("pass", profile.environment().pass(), pattern -> quote(pattern.text()));
    describe(profile.limits());
    describe(profile.autoMode());
    describe(profile.permissions());
    describe(profile.classifier());
    section("ask");
    limit("wait", profile.ask().patience(), wait -> quote(ShortTime.text(wait)));
    return List.copyOf(lines);
  }

  /** Returns a text as a basic string of TOML, with nothing in it that a terminal obeys. */
  static String quote(String text) {
    return '"' + Printable.escape(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  private static String state(LayerState layer) {
    String file = Printable.escape(layer.file());
    return switch (layer.status()) {
      case ABSENT -> file + " (none)";
      case READ -> file;
      case TRUSTED -> file + " (trusted)";
      case UNTRUSTED -> file + " (not trusted: it only narrows)";
    };
  }

  private void describe(FileRules files) {
    section("files");
    list("write", WrittenEntries.of(files), TomlDescription::quote);
    list("read", files.read(), grant -> quote(grant.text()));
    list("copy", files.copy(), grant -> quote(grant.text()));
    list("hide", files.hide(), pattern -> quote(pattern.text()));
  }

  private void describe(NetworkRules network) {
    section("network");
    list("allow", network.allow(), host -> quote(host.text()));
    list("private", network.privateHosts(), TomlDescription::quote);
    network
        .registries()
        .ifPresent(set -> lines.add("registries = " + set.value() + comment(set.origin())));
    Set<String> seen = new HashSet<>();
    for (Sourced<HostRule> rule : network.hosts()) {
      String prefix = seen.add(rule.value().host()) ? "" : "# or: ";
      HostRule host = rule.value();
      lines.add("");
      lines.add(prefix + "[network.host." + quote(host.host()) + "]" + comment(rule.origin()));
      if (!host.methods().isEmpty()) {
        lines.add(prefix + "methods = " + array(host.methods()));
      }
      if (!host.paths().isEmpty()) {
        lines.add(prefix + "paths = " + array(host.paths()));
      }
      host.credential().ifPresent(name -> lines.add(prefix + "credential = " + quote(name)));
    }
  }

  private void describe(Sourced<CredentialRule> sourced) {
    CredentialRule rule = sourced.value();
    section("credentials." + quote(rule.name()), comment(sourced.origin()));
    lines.add("from = " + quote(rule.from().text()));
    lines.add("header = " + quote(rule.header()));
    lines.add("format = " + quote(rule.format()));
    rule.variable().ifPresent(name -> lines.add("variable = " + quote(name)));
    lines.add("placeholder = " + quote(rule.placeholder()));
  }

  private void describe(GitRules git) {
    section("git");
    list("push", git.push(), branch -> quote(branch.text()));
    list("protect", git.protect(), branch -> quote(branch.text()));
    list("refs", git.refs(), ref -> quote(ref.text()));
    list("remotes", git.remotes(), repository -> quote(repository.text()));
    list("fetch", git.fetch(), repository -> quote(repository.text()));
    limit("largest", git.largest(), bytes -> quote(ByteSize.text(bytes)));
    limit("sign", git.sign(), String::valueOf);
    git.land()
        .ifPresent(
            land -> lines.add("land = " + quote(land.value().text()) + comment(land.origin())));
  }

  private void describe(Limits limits) {
    section("limits");
    limit("memory", limits.memoryBytes(), bytes -> quote(ByteSize.text(bytes)));
    limit("processes", limits.processes(), String::valueOf);
    limit("time", limits.time(), time -> quote(time.text()));
    limit("scratch", limits.scratchBytes(), bytes -> quote(ByteSize.text(bytes)));
  }

  private void describe(AutoModeRules rules) {
    section("auto_mode");
    list("allow", rules.allow(), TomlDescription::quote);
    list("soft_deny", rules.softDeny(), TomlDescription::quote);
    list("hard_deny", rules.hardDeny(), TomlDescription::quote);
    list("environment", rules.environment(), TomlDescription::quote);
  }

  /** Walls are no part of a profile that could be written anywhere, so they are comments. */
  private void describe(PermissionRules permissions) {
    section("permissions");
    permissions
        .imports()
        .ifPresent(set -> lines.add("import = " + set.value() + comment(set.origin())));
    list("allow", permissions.allow(), TomlDescription::quote);
    walls("hidden", permissions.hide(), PathPattern::text);
    walls("read-only", permissions.readOnly(), PathPattern::text);
    walls("closed", permissions.closed(), DomainPattern::text);
  }

  private void describe(ClassifierRules classifier) {
    section("classifier");
    if (!classifier.isConfigured()) {
      lines.add("# not configured: rules and people decide");
    }
    said("provider", classifier.provider(), provider -> quote(provider.text()));
    said("model", classifier.model(), TomlDescription::quote);
    said("base_url", classifier.baseUrl(), url -> quote(url.toString()));
    said("key", classifier.key(), key -> quote(key.text()));
    said("timeout", classifier.timeout(), time -> quote(ShortTime.text(time)));
    said("calls", classifier.calls(), String::valueOf);
    said("tokens", classifier.tokens(), String::valueOf);
    said("dollars", classifier.dollars(), String::valueOf);
    said("results", classifier.results(), String::valueOf);
    said("price_input", classifier.prices().input(), price -> quote(price.toPlainString()));
    said("price_output", classifier.prices().output(), price -> quote(price.toPlainString()));
    said(
        "price_cache_read", classifier.prices().cacheRead(), price -> quote(price.toPlainString()));
    said(
        "price_cache_write",
        classifier.prices().cacheWrite(),
        price -> quote(price.toPlainString()));
  }

  private <T> void said(String key, Optional<Sourced<T>> value, Function<T, String> text) {
    value.ifPresent(
        set -> lines.add(key + " = " + text.apply(set.value()) + comment(set.origin())));
  }

  private <T> void walls(String what, List<Sourced<T>> walls, Function<T, String> text) {
    for (Sourced<T> wall : walls) {
      lines.add("# " + what + ": " + quote(text.apply(wall.value())) + comment(wall.origin()));
    }
  }

  private void section(String name) {
    section(name, "");
  }

  private void section(String name, String comment) {
    lines.add("");
    lines.add("[" + name + "]" + comment);
  }

  private <T> void list(String key, List<Sourced<T>> entries, Function<T, String> text) {
    switch (entries.size()) {
      case 0 -> lines.add(key + " = []");
      case 1 -> {
        Sourced<T> only = entries.getFirst();
        lines.add(key + " = [" + text.apply(only.value()) + "]" + comment(only.origin()));
      }
      default -> {
        lines.add(key + " = [");
        for (Sourced<T> entry : entries) {
          lines.add("  " + text.apply(entry.value()) + "," + comment(entry.origin()));
        }
        lines.add("]");
      }
    }
  }

  private <T> void limit(String key, Optional<Sourced<T>> limit, Function<T, String> text) {
    lines.add(
        limit
            .map(set -> key + " = " + text.apply(set.value()) + comment(set.origin()))
            .orElse("# " + key + " is automatic"));
  }

  private static String array(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(TomlDescription::quote).toList()) + "]";
  }

  private static String comment(Origin origin) {
    return "  # " + origin.display();
  }
}
