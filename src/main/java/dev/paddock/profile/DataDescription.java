package dev.paddock.profile;

import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes a profile as plain maps and lists. */
final class DataDescription {
  private DataDescription() {}

  static Map<String, Object> describe(LoadedProfile loaded) {
    Profile profile = loaded.profile();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("files", files(profile.files()));
    Map<String, Object> network =
        ordered(
            "allow", list(profile.network().allow(), HostPort::text),
            "private", list(profile.network().privateHosts(), name -> name),
            "host", profile.network().hosts().stream().map(DataDescription::host).toList());
    put(network, "registries", profile.network().registries(), truth -> truth);
    data.put("network", network);
    data.put(
        "credentials", profile.credentials().stream().map(DataDescription::credential).toList());
    data.put(
        "ports",
        ordered(
            "publish", list(profile.ports().publish(), port -> port),
            "reach", list(profile.ports().reach(), port -> port)));
    data.put("git", git(profile.git()));
    data.put("env", ordered("pass", list(profile.environment().pass(), VariablePattern::text)));
    data.put("limits", limits(profile.limits()));
    data.put("auto_mode", autoMode(profile.autoMode()));
    data.put("permissions", permissions(profile.permissions()));
    data.put("classifier", classifier(profile.classifier()));
    Map<String, Object> ask = new LinkedHashMap<>();
    put(ask, "wait", profile.ask().patience(), ShortTime::text);
    data.put("ask", ask);
    data.put("layers", loaded.layers().stream().map(DataDescription::layer).toList());
    data.put("notices", loaded.notices().stream().map(DataDescription::notice).toList());
    return data;
  }

  private static Map<String, Object> files(FileRules files) {
    return ordered(
        "write", files.write().stream().map(DataDescription::grant).toList(),
        "writeExceptions", list(files.writeExceptions(), PathPattern::text),
        "read", files.read().stream().map(DataDescription::grant).toList(),
        "copy", files.copy().stream().map(DataDescription::grant).toList(),
        "hide", list(files.hide(), PathPattern::text));
  }

  private static Map<String, Object> grant(Sourced<PathGrant> grant) {
    Map<String, Object> entry = entry(grant, PathGrant::text);
    entry.put("path", grant.value().path().toString());
    entry.put("real", grant.value().real().toString());
    return entry;
  }

  private static Map<String, Object> host(Sourced<HostRule> rule) {
    Map<String, Object> entry = entry(rule, HostRule::host);
    entry.put("methods", rule.value().methods());
    entry.put("paths", rule.value().paths());
    rule.value().credential().ifPresent(name -> entry.put("credential", name));
    return entry;
  }

  private static Map<String, Object> credential(Sourced<CredentialRule> rule) {
    Map<String, Object> entry = entry(rule, CredentialRule::name);
    entry.put("from", rule.value().from().text());
    entry.put("header", rule.value().header());
    entry.put("format", rule.value().format());
    rule.value().variable().ifPresent(name -> entry.put("variable", name));
    entry.put("placeholder", rule.value().placeholder());
    return entry;
  }

  private static Map<String, Object> git(GitRules git) {
    Map<String, Object> data =
        ordered(
            "push", list(git.push(), BranchPattern::text),
            "protect", list(git.protect(), BranchPattern::text),
            "refs", list(git.refs(), RefPattern::text),
            "remotes", list(git.remotes(), RepositoryPattern::text),
            "fetch", list(git.fetch(), RepositoryPattern::text));
    put(data, "largestBytes", git.largest(), bytes -> bytes);
    put(data, "sign", git.sign(), sign -> sign);
    put(data, "land", git.land(), Landing::text);
    return data;
  }

  private static Map<String, Object> limits(Limits limits) {
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, "memoryBytes", limits.memoryBytes(), bytes -> bytes);
    put(data, "processes", limits.processes(), number -> number);
    put(data, "time", limits.time(), TimeLimit::text);
    put(data, "scratchBytes", limits.scratchBytes(), bytes -> bytes);
    return data;
  }

  private static Map<String, Object> autoMode(AutoModeRules rules) {
    return ordered(
        "allow", list(rules.allow(), text -> text),
        "soft_deny", list(rules.softDeny(), text -> text),
        "hard_deny", list(rules.hardDeny(), text -> text),
        "environment", list(rules.environment(), text -> text));
  }

  private static Map<String, Object> permissions(PermissionRules permissions) {
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, "import", permissions.imports(), truth -> truth);
    data.put("allow", list(permissions.allow(), text -> text));
    data.put("hide", list(permissions.hide(), PathPattern::text));
    data.put("readOnly", list(permissions.readOnly(), PathPattern::text));
    data.put("closed", list(permissions.closed(), DomainPattern::text));
    return data;
  }

  private static Map<String, Object> classifier(ClassifierRules classifier) {
    Map<String, Object> data = ordered("configured", classifier.isConfigured());
    put(data, "provider", classifier.provider(), ClassifierProvider::text);
    put(data, "model", classifier.model(), text -> text);
    put(data, "base_url", classifier.baseUrl(), URI::toString);
    put(data, "key", classifier.key(), KeySource::text);
    put(data, "timeout", classifier.timeout(), ShortTime::text);
    put(data, "calls", classifier.calls(), number -> number);
    put(data, "tokens", classifier.tokens(), number -> number);
    put(data, "dollars", classifier.dollars(), number -> number);
    put(data, "results", classifier.results(), truth -> truth);
    put(data, "price_input", classifier.prices().input(), BigDecimal::toPlainString);
    put(data, "price_output", classifier.prices().output(), BigDecimal::toPlainString);
    put(data, "price_cache_read", classifier.prices().cacheRead(), BigDecimal::toPlainString);
    put(data, "price_cache_write", classifier.prices().cacheWrite(), BigDecimal::toPlainString);
    return data;
  }

  private static Map<String, Object> layer(LayerState state) {
    String status =
        switch (state.status()) {
          case ABSENT -> "absent";
          case READ -> "read";
          case TRUSTED -> "trusted";
          case UNTRUSTED -> "untrusted";
        };
    return ordered("layer", state.layer().label(), "file", state.file(), "status", status);
  }

  private static Map<String, Object> notice(Notice notice) {
    Map<String, Object> data = ordered("message", notice.message(), "remedy", notice.remedy());
    putOrigin(data, notice.origin());
    return data;
  }

  private static <T> void put(
      Map<String, Object> data,
      String key,
      Optional<Sourced<T>> value,
      Function<T, Object> convert) {
    value.ifPresent(set -> data.put(key, entry(set, convert)));
  }

  private static <T> List<Map<String, Object>> list(
      List<Sourced<T>> entries, Function<T, Object> convert) {
    return entries.stream().map(entry -> entry(entry, convert)).toList();
  }

  private static <T> Map<String, Object> entry(Sourced<T> entry, Function<T, Object> convert) {
    Map<String, Object> data = ordered("value", convert.apply(entry.value()));
    putOrigin(data, entry.origin());
    return data;
  }

  private static void putOrigin(Map<String, Object> data, Origin origin) {
    data.put("layer", origin.layer().label());
    data.put("file", origin.file());
    data.put("line", origin.line());
  }

  /** Takes keys and values by turns. */
  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
