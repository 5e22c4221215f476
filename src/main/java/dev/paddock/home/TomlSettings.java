package dev.paddock.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Settings in TOML 1.0: {@code ~/.cargo/config.toml}, {@code ~/.config/uv/uv.toml}. Dates are not
 * given; arrays hold plain values or, one level deep, tables.
 *
 * @see <a href="https://toml.io/en/v1.0.0">TOML 1.0</a>
 */
final class TomlSettings implements SettingsFormat {
  @Override
  public String rewrite(byte[] file, Sieve sieve) throws MalformedSettingsException {
    TomlParseResult parsed = Toml.parse(SettingsText.of(file));
    if (parsed.hasErrors()) {
      throw new MalformedSettingsException(
          "is not TOML, from line " + parsed.errors().getFirst().position().line());
    }
    StringBuilder out = new StringBuilder();
    table(parsed, List.of(), "", sieve, out);
    return out.toString();
  }

  /** Writes the plain values of a table first, as TOML wants it, then the tables in it. */
  private static void table(
      TomlTable table, List<String> path, String header, Sieve sieve, StringBuilder out) {
    StringBuilder values = new StringBuilder();
    for (String key : table.keySet()) {
      value(table.get(List.of(key)), plus(path, key), sieve)
          .ifPresent(text -> values.append(key(key)).append(" = ").append(text).append('\n'));
    }
    if (!values.isEmpty()) {
      out.append(header).append(values);
    }
    for (String key : table.keySet()) {
      List<String> inner = plus(path, key);
      switch (table.get(List.of(key))) {
        case TomlTable t -> table(t, inner, "\n[" + dotted(inner) + "]\n", sieve, out);
        case TomlArray a when holdsTables(a) -> {
          for (int i = 0; i < a.size(); i++) {
            table(a.getTable(i), inner, "\n[[" + dotted(inner) + "]]\n", sieve, out);
          }
        }
        case null, default -> {}
      }
    }
  }

  private static Optional<String> value(@Nullable Object value, List<String> path, Sieve sieve) {
    return switch (value) {
      case TomlTable _ -> Optional.empty();
      case TomlArray array -> array(array, path, sieve);
      case String text -> sieve.pass(path, text).map(TomlSettings::quoted);
      case Boolean bool -> sieve.pass(path, bool.toString());
      case Long number -> sieve.pass(path, number.toString());
      case Double number when Double.isFinite(number) -> sieve.pass(path, number.toString());
      case null, default -> Optional.empty();
    };
  }

  /** An array is given whole or not at all: half a command line means something else. */
  private static Optional<String> array(TomlArray array, List<String> path, Sieve sieve) {
    if (holdsTables(array)) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Object element : array.toList()) {
      words.add(String.valueOf(element));
      Optional<String> text =
          element instanceof TomlArray ? Optional.empty() : value(element, path, sieve);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      values.add(text.get());
    }
    // Looked at together, too: "--token", "…" are two words.
    return array.isEmpty() || sieve.pass(path, String.join(" ", words)).isEmpty()
        ? Optional.empty()
        : Optional.of("[" + String.join(", ", values) + "]");
  }

  private static boolean holdsTables(TomlArray array) {
    return !array.isEmpty() && array.toList().stream().allMatch(TomlTable.class::isInstance);
  }

  private static String dotted(List<String> path) {
    return String.join(".", path.stream().map(TomlSettings::key).toList());
  }

  private static String key(String key) {
    return key.matches("[A-Za-z0-9_-]+") ? key : quoted(key);
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }

  private static List<String> plus(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }
}
