package dev.paddock.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes the configuration of a session's git folder from what is harmless in the owner's, the
 * table being {@code session-config.txt}. Pure.
 */
final class SessionConfiguration {
  private static final Map<String, Treatment> TABLE = table();
  private static final Pattern USER_OF_HTTP = Pattern.compile("(?i)^(https?://)[^/@]*@");
  private static final Pattern PASSWORD_OF_OTHERS =
      Pattern.compile("(?i)^([a-z+]+://[^/@:]*):[^/@]*@");

  private final StringBuilder text = new StringBuilder();
  private final List<Remote> remotes = new ArrayList<>();
  private final SequencedMap<String, String> locals = new LinkedHashMap<>();
  private final InsteadOf insteadOf;
  private final Path workTree;
  private final Path objects;

  private record Treatment(boolean url, Set<String> words) {}

  private SessionConfiguration(InsteadOf insteadOf, Path workTree, Path objects) {
    this.insteadOf = insteadOf;
    this.workTree = workTree;
    this.objects = objects;
  }

  /**
   * Writes.
   *
   * @param settings all that are in force
   * @param scope which of them become the file's
   * @param workTree what local remotes are relative to
   * @param objects of the repository, for its remotes
   */
  static SessionConfiguration of(
      List<GitSetting> settings, String scope, Path workTree, Path objects) {
    SessionConfiguration configuration =
        new SessionConfiguration(new InsteadOf(settings), workTree, objects);
    for (GitSetting setting : settings) {
      if (setting.scope().equals(scope)) {
        configuration.add(setting);
      }
    }
    configuration.addPushAddresses(settings, scope);
    configuration.locals.forEach(
        (written, served) ->
            configuration.text.append(line("url." + served + ".insteadof", written)));
    return configuration;
  }

  /** Returns the file's text. */
  String text() {
    return text.toString();
  }

  /** Returns the addresses of remotes and submodules among the settings. */
  List<Remote> remotes() {
    return List.copyOf(remotes);
  }

  private void add(GitSetting setting) {
    Treatment treatment =
        TABLE.get(
            setting.subsection().isEmpty()
                ? setting.key()
                : setting.section() + ".*." + setting.name());
    if (treatment == null && setting.key().startsWith("filter.lfs.")) {
      treatment = TABLE.get(setting.key());
    }
    if (treatment == null
        || (!treatment.words().isEmpty() && !treatment.words().contains(setting.value()))) {
      return;
    }
    text.append(line(setting.key(), treatment.url() ? address(setting) : setting.value()));
  }

  private String address(GitSetting setting) {
    String url = insteadOf.fetch(setting.value());
    String name = setting.section().equals("remote") ? setting.subsection() : "submodule";
    Optional<RepositoryAddress> address = RepositoryAddress.ofUrl(url, workTree);
    address.ifPresent(
        known -> {
          remotes.add(new Remote(name, url, known, objects));
          if (known.isLocal()) {
            locals.put(withoutKey(url), known.text());
          }
        });
    return withoutKey(url);
  }

  /** What is pushed to another address than it is fetched from, since the owner's rules say so. */
  private void addPushAddresses(List<GitSetting> settings, String scope) {
    List<String> explicit =
        settings.stream()
            .filter(s -> s.section().equals("remote") && s.name().equals("pushurl"))
            .map(GitSetting::subsection)
            .toList();
    for (GitSetting setting : settings) {
      if (setting.scope().equals(scope)
          && setting.section().equals("remote")
          && setting.name().equals("url")
          && !explicit.contains(setting.subsection())) {
        insteadOf
            .push(setting.value())
            .ifPresent(
                url -> {
                  GitSetting push =
                      new GitSetting(scope, "remote." + setting.subsection() + ".pushurl", url);
                  text.append(line(push.key(), address(push)));
                });
      }
    }
  }

  /** Returns an address without user and password; ssh needs its user, which is no secret. */
  static String withoutKey(String url) {
    String stripped = USER_OF_HTTP.matcher(url).replaceFirst("$1");
    return PASSWORD_OF_OTHERS.matcher(stripped).replaceFirst("$1@");
  }

  /** Returns a setting as it stands in a file (git-config(1), SYNTAX). */
  static String line(String key, String value) {
    GitSetting setting = new GitSetting("", key, value);
    StringBuilder line = new StringBuilder("[" + setting.section());
    if (!setting.subsection().isEmpty()) {
      line.append(" \"")
          .append(setting.subsection().replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return line.append("]\n\t")
        .append(setting.name())
        .append(" = \"")
        .append(
            value
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\b", "\\b"))
        .append("\"\n")
        .toString();
  }

  private static Map<String, Treatment> table() {
    Map<String, Treatment> table = new HashMap<>();
    for (String line : TextTable.lines("session-config.txt")) {
      String[] words = line.split(" +", -1);
      table.put(
          words[0],
          new Treatment(
              words.length > 1 && words[1].equals("url"),
              words.length > 2
                  ? Set.copyOf(Arrays.asList(words).subList(2, words.length))
                  : Set.of()));
    }
    return Map.copyOf(table);
  }
}
