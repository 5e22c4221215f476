package dev.paddock.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A layer that is a TOML file. Not thread-safe. */
final class TomlSource implements LayerSource {
  private static final int MOST_ENTRIES = 1000;

  private final Layer layer;
  private final TomlTable root;
  private final SourceText text;
  private final String file;
  private final Problems problems;

  private TomlSource(Layer layer, TomlTable root, SourceText text, String file, Problems problems) {
    this.layer = layer;
    this.root = root;
    this.text = text;
    this.file = file;
    this.problems = problems;
  }

  /** Reads a file's text; empty if it is no TOML. Unknown keys are among the problems then. */
  static Optional<LayerSource> read(Layer layer, String text, String file, Problems problems) {
    return TomlText.parse(text, file, problems)
        .map(
            table -> {
              TomlSource source =
                  new TomlSource(layer, table, new SourceText(text), file, problems);
              source.refuseUnknown();
              return source;
            });
  }

  @Override
  public Layer layer() {
    return layer;
  }

  @Override
  public Optional<List<Item<String>>> strings(String section, String key) {
    return section(section).flatMap(table -> list(table, section + "." + key, key, String.class));
  }

  @Override
  public List<Item<Long>> integers(String section, String key) {
    return section(section)
        .flatMap(table -> list(table, section + "." + key, key, Long.class))
        .orElse(List.of());
  }

  @Override
  public Optional<Item<String>> string(String section, String key) {
    return section(section).flatMap(table -> single(table, section + "." + key, key, String.class));
  }

  @Override
  public Optional<Item<Long>> integer(String section, String key) {
    return section(section).flatMap(table -> single(table, section + "." + key, key, Long.class));
  }

  @Override
  public List<HostTable> hosts() {
    List<HostTable> hosts = new ArrayList<>();
    TomlTable network = section("network").orElse(null);
    if (network == null || !(get(network, "host") instanceof TomlTable all)) {
      return hosts;
    }
    for (String name : all.keySet()) {
      if (get(all, name) instanceof TomlTable host) {
        String path = hostPath(name);
        hosts.add(
            new HostTable(
                new Item<>(name, position(all, name)),
                list(host, path + ".methods", "methods", String.class).orElse(List.of()),
                list(host, path + ".paths", "paths", String.class).orElse(List.of()),
                single(host, path + ".credential", "credential", String.class)));
      }
    }
    return hosts;
  }

  private void refuseUnknown() {
    refuseUnknown(root, "the profile", KnownKeys.sections());
    for (String section : root.keySet()) {
      if (!KnownKeys.sections().contains(section)) {
        continue;
      }
      if (get(root, section) instanceof TomlTable table) {
        refuseUnknown(table, "[" + section + "]", KnownKeys.of(section));
      } else {
        problems.add(
            position(root, section), section + " is no section", "Write [" + section + "] above");
      }
    }
    section("network").ifPresent(this::refuseUnknownOfHosts);
  }

  private void refuseUnknownOfHosts(TomlTable network) {
    Object hosts = get(network, "host");
    if (hosts instanceof TomlTable all) {
      for (String name : all.keySet()) {
        refuseUnknownOfHost(all, name);
      }
    } else if (hosts != null) {
      problems.add(
          position(network, "host"), "network.host is no section", "Write [network.host.\"NAME\"]");
    }
  }

  private void refuseUnknownOfHost(TomlTable all, String name) {
    if (!(get(all, name) instanceof TomlTable host)) {
      problems.add(
          position(all, name), hostPath(name) + " is no section", "Write [" + hostPath(name) + "]");
      return;
    }
    for (String key : host.keySet()) {
      if (get(host, key) instanceof TomlTable && !KnownKeys.OF_A_HOST.contains(key)) {
        problems.add(
            position(host, key),
            hostPath(name) + " has a section in it",
            "Quote the host's whole name: [network.host.\"api.example.com\"]");
        return;
      }
    }
    refuseUnknown(host, "[" + hostPath(name) + "]", KnownKeys.OF_A_HOST);
  }

  private void refuseUnknown(TomlTable table, String where, Collection<String> known) {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        problems.add(
            position(table, key),
            Printable.quote(key) + " is unknown in " + where,
            KnownKeys.remedy(key, known));
      }
    }
  }

  private Optional<TomlTable> section(String name) {
    return get(root, name) instanceof TomlTable table ? Optional.of(table) : Optional.empty();
  }

  private <T> Optional<List<Item<T>>> list(
      TomlTable table, String path, String key, Class<T> type) {
    Object value = get(table, key);
    if (value == null) {
      return Optional.empty();
    }
    List<Item<T>> items = new ArrayList<>();
    if (!(value instanceof TomlArray array)) {
      wrongType(position(table, key), path, "a list of " + plural(type), "[" + example(type) + "]");
      return Optional.of(items);
    }
    if (array.size() > MOST_ENTRIES) {
      problems.add(
          position(table, key),
          path + " has more than " + MOST_ENTRIES + " entries",
          "Write fewer that cover more");
      return Optional.of(items);
    }
    for (int i = 0; i < array.size(); i++) {
      Position at = elementPosition(array, i);
      Object element = array.get(i);
      if (type.isInstance(element)) {
        items.add(new Item<>(type.cast(element), at));
      } else {
        wrongType(at, path, "a list of " + plural(type), "[" + example(type) + "]");
      }
    }
    return Optional.of(items);
  }

  private <T> Optional<Item<T>> single(TomlTable table, String path, String key, Class<T> type) {
    Object value = get(table, key);
    if (value == null) {
      return Optional.empty();
    }
    if (type.isInstance(value)) {
      return Optional.of(new Item<>(type.cast(value), position(table, key)));
    }
    wrongType(
        position(table, key),
        path,
        type == Long.class ? "a whole number" : "a string",
        example(type));
    return Optional.empty();
  }

  private void wrongType(Position at, String path, String expected, String example) {
    problems.add(at, path + " has to be " + expected, "Write it as in " + path + " = " + example);
  }

  private static String plural(Class<?> type) {
    return type == Long.class ? "whole numbers" : "strings";
  }

  private static String example(Class<?> type) {
    return type == Long.class ? "3000" : "\"text\"";
  }

  private static String hostPath(String name) {
    return "network.host." + Printable.quote(name);
  }

  private static @Nullable Object get(TomlTable table, String key) {
    return table.get(List.of(key));
  }

  /** tomlj gives the place behind the comma; the value may be lines below it. */
  private Position elementPosition(TomlArray array, int index) {
    TomlPosition at = array.inputPositionOf(index);
    return text.nextValue(new Position(file, at.line(), at.column()));
  }

  private Position position(TomlTable table, String key) {
    return position(table.inputPositionOf(List.of(key)));
  }

  private Position position(@Nullable TomlPosition at) {
    return at == null ? Position.wholeOf(file) : new Position(file, at.line(), at.column());
  }
}
