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
        new NetworkRules(strings("network", "allow", HostPort::parse), hosts()),
        new PortRules(ports("publish"), ports("reach")),
        optionalStrings("git", "push", BranchPattern::parse),
        strings("git", "protect", BranchPattern::parse),
        string("git", "land", Landing::parse),
        strings("env", "pass", VariablePattern::parse),
        new Limits(
            string("limits", "memory", ByteSize::parse),
            source
                .integer("limits", "processes")
                .flatMap(item -> valid("limits.processes", item, Limits::processes)),
            string("limits", "time", TimeLimit::parse),
            string("limits", "scratch", ByteSize::parse)));
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
              .flatMap(item -> valid(section + " credential", item, HostRule::credential))
              .map(Sourced::value);
      host.ifPresent(
          name ->
              rules.add(
                  new Sourced<>(
                      new HostRule(name.value(), methods, paths, credential), name.origin())));
    }
    return rules;
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

  private static List<String> values(List<Sourced<String>> list) {
    return list.stream().map(Sourced::value).toList();
  }
}
