package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns what a layer says into rules; what is no valid rule becomes a problem. */
final class RuleReader {
  private final LayerSource source;
  private final GrantReader grants;
  private final Problems problems;

  private RuleReader(LayerSource source, GrantReader grants, Problems problems) {
    this.source = source;
    this.grants = grants;
    this.problems = problems;
  }

  static LayerRules read(LayerSource source, GrantReader grants, Problems problems) {
    return new RuleReader(source, grants, problems).read();
  }

  private LayerRules read() {
    return new LayerRules(
        optionalStrings("files", "write", text -> WriteEntry.read(text, grants)),
        strings("files", "read", text -> grants.read(text, Use.READ)),
        strings("files", "copy", text -> grants.read(text, Use.COPY)),
        strings("files", "hide", PathPattern::parse),
        new NetworkRules(
            strings("network", "allow", HostPort::parse),
            strings("network", "private", HostPort::name),
            source
                .truth("network", "registries")
                .flatMap(item -> valid("network.registries", item, Function.identity())),
            hosts()),
        credentials(),
        new PortRules(ports("publish"), ports("reach")),
        git(),
        strings("env", "pass", VariablePattern::parse),
        new Limits(
            string("limits", "memory", ByteSize::parse),
            source
                .integer("limits", "processes")
                .flatMap(item -> valid("limits.processes", item, Limits::processes)),
            string("limits", "time", TimeLimit::parse),
            string("limits", "scratch", ByteSize::parse)),
        autoMode(),
        PermissionRules.of(
            source
                .truth("permissions", "import")
                .flatMap(item -> valid("permissions.import", item, Function.identity())),
            strings("permissions", "allow", AllowLine::parse)),
        classifier(),
        new AskRules(string("ask", "wait", AskRules::patience)));
  }

  private ClassifierRules classifier() {
    String section = "classifier";
    return new ClassifierRules(
        string(section, "provider", ClassifierProvider::parse),
        string(section, "model", ClassifierRules::model),
        string(section, "base_url", ClassifierRules::baseUrl),
        string(section, "key", grants::keySource),
        string(section, "timeout", ClassifierRules::timeout),
        budget("calls"),
        budget("tokens"),
        budget("dollars"),
        source
            .truth(section, "results")
            .flatMap(item -> valid("classifier.results", item, Function.identity())),
        new ClassifierRules.Prices(
            string(section, "price_input", ClassifierRules::price),
            string(section, "price_output", ClassifierRules::price),
            string(section, "price_cache_read", ClassifierRules::price),
            string(section, "price_cache_write", ClassifierRules::price)));
  }

  private Optional<Sourced<Long>> budget(String key) {
    return source
        .integer("classifier", key)
        .flatMap(item -> valid("classifier." + key, item, ClassifierRules::budget));
  }

  private LayerGit git() {
    return new LayerGit(
        optionalStrings("git", "push", BranchPattern::parse),
        strings("git", "protect", BranchPattern::parse),
        strings("git", "refs", RefPattern::parse),
        strings("git", "remotes", RepositoryPattern::parse),
        strings("git", "fetch", RepositoryPattern::parse),
        string("git", "largest", ByteSize::parse),
        source.truth("git", "sign").flatMap(item -> valid("git.sign", item, Function.identity())),
        string("git", "land", Landing::parse));
  }

  private AutoModeRules autoMode() {
    return new AutoModeRules(
        strings("auto_mode", "allow", AutoModeRules::prose),
        strings("auto_mode", "soft_deny", AutoModeRules::prose),
        strings("auto_mode", "hard_deny", AutoModeRules::prose),
        strings("auto_mode", "environment", AutoModeRules::prose));
  }

  private List<Sourced<HostRule>> hosts() {
    List<Sourced<HostRule>> rules = new ArrayList<>();
    for (LayerSource.HostTable table : source.hosts()) {
      String section = "network.host";
      Optional<Sourced<String>> host = valid(section, table.name(), HostPort::host);
      List<String> methods = values(all(section + " methods", table.methods(), HostRule::method));
      List<String> paths = values(all(section + " paths", table.paths(), HostRule::path));
      Optional<String> credential =
          table
              .credential()
              .flatMap(item -> value(section + " credential", item, HostRule::credential));
      host.ifPresent(
          name ->
              rules.add(
                  new Sourced<>(
                      new HostRule(name.value(), methods, paths, credential), name.origin())));
    }
    return rules;
  }

  private List<Sourced<CredentialRule>> credentials() {
    return source.credentials().stream().flatMap(table -> credential(table).stream()).toList();
  }

  private Optional<Sourced<CredentialRule>> credential(LayerSource.CredentialTable table) {
    String section = "credentials." + Printable.quote(table.name().value());
    Optional<Sourced<String>> name = valid(section, table.name(), HostRule::credential);
    if (table.from().isEmpty()) {
      problems.add(
          table.name().position(),
          section + " does not say where the key is kept",
          "Write from = \"command:PROGRAM ARGUMENTS\", \"env:NAME\" or \"file:PATH\"");
    }
    Optional<KeySource> from =
        table.from().flatMap(item -> value(section + " from", item, grants::keySource));
    String header =
        table
            .header()
            .flatMap(item -> value(section + " header", item, CredentialRule::header))
            .orElse(CredentialRule.DEFAULT_HEADER);
    String format =
        table
            .format()
            .flatMap(item -> value(section + " format", item, CredentialRule::format))
            .orElse(CredentialRule.defaultFormat(header));
    Optional<String> variable =
        table.variable().flatMap(item -> value(section + " variable", item, KeySource::variable));
    String placeholder =
        table
            .placeholder()
            .flatMap(item -> value(section + " placeholder", item, PlaceholderShape::parse))
            .orElse(PlaceholderShape.of(variable));
    return name.flatMap(
        valid ->
            from.map(
                key ->
                    new Sourced<>(
                        new CredentialRule(
                            valid.value(), key, header, format, variable, placeholder),
                        valid.origin())));
  }

  private List<Sourced<Integer>> ports(String key) {
    return all("ports." + key, source.integers("ports", key), Ports::read);
  }

  private <T> Optional<Sourced<T>> string(String section, String key, Function<String, T> parser) {
    return source.string(section, key).flatMap(item -> valid(section + "." + key, item, parser));
  }

  private <T> List<Sourced<T>> strings(String section, String key, Function<String, T> parser) {
    return optionalStrings(section, key, parser).orElse(List.of());
  }

  private <T> Optional<List<Sourced<T>>> optionalStrings(
      String section, String key, Function<String, T> parser) {
    return source.strings(section, key).map(items -> all(section + "." + key, items, parser));
  }

  private <S, T> List<Sourced<T>> all(String subject, List<Item<S>> items, Function<S, T> parser) {
    return items.stream().flatMap(item -> valid(subject, item, parser).stream()).toList();
  }

  private <S, T> Optional<Sourced<T>> valid(String subject, Item<S> item, Function<S, T> parser) {
    Position at = item.position();
    try {
      Origin origin = new Origin(source.layer(), at.file(), at.line());
      return Optional.of(new Sourced<>(parser.apply(item.value()), origin));
    } catch (EntryException e) {
      problems.add(at, subject, e);
      return Optional.empty();
    }
  }

  private <S, T> Optional<T> value(String subject, Item<S> item, Function<S, T> parser) {
    return valid(subject, item, parser).map(Sourced::value);
  }

  private static List<String> values(List<Sourced<String>> list) {
    return list.stream().map(Sourced::value).toList();
  }
}
