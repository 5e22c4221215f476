package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A layer that is a TOML file. Not thread-safe. */
final class TomlSource implements LayerSource {
  private static final int MOST_ENTRIES = 1000;

  private final Layer layer;
  private final TomlTable root;
  private final TomlPlaces places;
  private final Problems problems;

  private TomlSource(Layer layer, TomlTable root, TomlPlaces places, Problems problems) {
    this.layer = layer;
    this.root = root;
    this.places = places;
    this.problems = problems;
  }

  /** Reads a file's text; empty if it is no TOML. Unknown keys are among the problems then. */
  static Optional<LayerSource> read(Layer layer, String text, String file, Problems problems) {
    return TomlText.parse(text, file, problems)
        .map(
            table -> {
              TomlPlaces places = new TomlPlaces(file, new SourceText(text));
              new TomlKeyCheck(places, problems).check(table);
              return new TomlSource(layer, table, places, problems);
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
  public Optional<Item<Boolean>> truth(String section, String key) {
    return section(section)
        .flatMap(table -> single(table, section + "." + key, key, Boolean.class));
  }

  @Override
  public List<HostTable> hosts() {
    List<HostTable> hosts = new ArrayList<>();
    TomlTable network = section("network").orElse(null);
    if (network == null || !(TomlPlaces.get(network, "host") instanceof TomlTable all)) {
      return hosts;
    }
    for (String name : all.keySet()) {
      if (TomlPlaces.get(all, name) instanceof TomlTable host) {
        String path = TomlKeyCheck.hostPath(name);
        hosts.add(
            new HostTable(
                new Item<>(name, places.of(all, name)),
                list(host, path + ".methods", "methods", String.class).orElse(List.of()),
                list(host, path + ".paths", "paths", String.class).orElse(List.of()),
                single(host, path + ".credential", "credential", String.class)));
      }
    }
    return hosts;
  }

  @Override
  public List<CredentialTable> credentials() {
    List<CredentialTable> credentials = new ArrayList<>();
    TomlTable all = section(KnownKeys.CREDENTIALS).orElse(null);
    if (all == null) {
      return credentials;
    }
    for (String name : all.keySet()) {
      if (TomlPlaces.get(all, name) instanceof TomlTable credential) {
        String path = TomlKeyCheck.credentialPath(name) + ".";
        credentials.add(
            new CredentialTable(
                new Item<>(name, places.of(all, name)),
                single(credential, path + "from", "from", String.class),
                single(credential, path + "header", "header", String.class),
                single(credential, path + "format", "format", String.class),
                single(credential, path + "variable", "variable", String.class),
                single(credential, path + "placeholder", "placeholder", String.class)));
      }
    }
    return credentials;
  }

  private Optional<TomlTable> section(String name) {
    return TomlPlaces.get(root, name) instanceof TomlTable table
        ? Optional.of(table)
        : Optional.empty();
  }

  private <T> Optional<List<Item<T>>> list(
      TomlTable table, String path, String key, Class<T> type) {
    Object value = TomlPlaces.get(table, key);
    if (value == null) {
      return Optional.empty();
    }
    List<Item<T>> items = new ArrayList<>();
    if (!(value instanceof TomlArray array)) {
      wrongType(
          places.of(table, key), path, "a list of " + plural(type), "[" + example(type) + "]");
      return Optional.of(items);
    }
    if (array.size() > MOST_ENTRIES) {
      problems.add(
          places.of(table, key),
          path + " has more than " + MOST_ENTRIES + " entries",
          "Write fewer that cover more");
      return Optional.of(items);
    }
    for (int i = 0; i < array.size(); i++) {
      Position at = places.ofElement(array, i);
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
    Object value = TomlPlaces.get(table, key);
    if (value == null) {
      return Optional.empty();
    }
    if (type.isInstance(value)) {
      return Optional.of(new Item<>(type.cast(value), places.of(table, key)));
    }
    wrongType(places.of(table, key), path, singular(type), example(type));
    return Optional.empty();
  }

  private void wrongType(Position at, String path, String expected, String example) {
    problems.add(at, path + " has to be " + expected, "Write it as in " + path + " = " + example);
  }

  private static String singular(Class<?> type) {
    if (type == Boolean.class) {
      return "true or false";
    }
    return type == Long.class ? "a whole number" : "a string";
  }

  private static String plural(Class<?> type) {
    return type == Long.class ? "whole numbers" : "strings";
  }

  private static String example(Class<?> type) {
    if (type == Boolean.class) {
      return "false";
    }
    return type == Long.class ? "3000" : "\"text\"";
  }
}
