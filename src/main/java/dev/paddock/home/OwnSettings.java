package dev.paddock.home;

import dev.paddock.home.HomeEntry.DotfileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rewrites the settings files that mix harmless keys with secrets. To add one: a table under {@code
 * settings/}, a line in {@link #KINDS}, and its place in never.txt.
 */
final class OwnSettings {
  private static final int MODE = 0644;

  private record Kind(String place, String table, SettingsFormat format) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(".m2/settings.xml", "maven", new MavenSettings()),
          new Kind(".npmrc", "npm", new NpmSettings()),
          new Kind(".config/pip/pip.conf", "pip", new PipSettings()),
          new Kind(".pip/pip.conf", "pip", new PipSettings()),
          new Kind(".cargo/config.toml", "cargo", new TomlSettings()),
          new Kind(".cargo/config", "cargo", new TomlSettings()),
          new Kind(".config/uv/uv.toml", "uv", new TomlSettings()),
          new Kind(".gradle/gradle.properties", "gradle", new GradleSettings()),
          new Kind(".config/go/env", "go", new GoSettings()));

  private final HomeRequest request;
  private final OwnFiles files;
  private final SecretDetector detector;
  private final List<String> notices;

  OwnSettings(HomeRequest request, OwnFiles files, SecretDetector detector, List<String> notices) {
    this.request = request;
    this.files = files;
    this.detector = detector;
    this.notices = notices;
  }

  /** Returns where settings move caches to: what tables may use like variables. */
  Map<String, String> cachePlaces() {
    Map<String, String> named = new HashMap<>();
    kept(KINDS.get(0), "settings.localRepository")
        .ifPresent(place -> named.put("maven.localRepository", place));
    kept(KINDS.get(1), "cache").ifPresent(place -> named.put("npm.cache", place));
    return named;
  }

  /**
   * Returns the rewritten files.
   *
   * @param visible tells whether a session has a path, so that no setting names what isn't there
   */
  List<HomeEntry> rewritten(Predicate<Path> visible) {
    List<HomeEntry> entries = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (Path path : files.inHome(kind.place())) {
        files
            .read(path)
            .flatMap(file -> rewrite(kind, path, file, visible))
            .ifPresent(entries::add);
      }
    }
    return entries;
  }

  /** Returns {@code ~/.gitconfig}, from all of the owner's global configuration. */
  Optional<HomeEntry> git(GitProgram git, Places places, Predicate<Path> visible) {
    Path path = request.home().resolve(".gitconfig");
    if (!git.hasConfiguration(places)) {
      return Optional.empty();
    }
    Sieve sieve = sieve("git", visible);
    try {
      String text = GitConfigText.rewrite(git.list(), sieve);
      tell(path, sieve);
      return entry(path, text);
    } catch (IOException e) {
      files.refuse(path, "was not read (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  private Optional<HomeEntry> rewrite(Kind kind, Path path, byte[] file, Predicate<Path> visible) {
    Sieve sieve = sieve(kind.table(), visible);
    try {
      String text = kind.format().rewrite(file, sieve);
      tell(path, sieve);
      return entry(path, text);
    } catch (MalformedSettingsException e) {
      files.refuse(path, e.problem());
      return Optional.empty();
    }
  }

  private Optional<String> kept(Kind kind, String key) {
    Optional<byte[]> file = files.read(request.home().resolve(kind.place()));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Sieve sieve = sieve(kind.table(), _ -> true);
    try {
      kind.format().rewrite(file.get(), sieve);
    } catch (MalformedSettingsException e) {
      return Optional.empty(); // told when it is rewritten
    }
    return sieve.kept(key);
  }

  private void tell(Path path, Sieve sieve) {
    if (sieve.withheld() > 0) {
      notices.add(
          path
              + ": "
              + sieve.withheld()
              + (sieve.withheld() == 1 ? " setting stays" : " settings stay")
              + " outside, not being on Paddock's list of harmless ones.");
    }
  }

  private Sieve sieve(String table, Predicate<Path> visible) {
    return new Sieve(KeyTable.named(table), detector, request, visible);
  }

  private static Optional<HomeEntry> entry(Path path, String text) {
    return text.isBlank()
        ? Optional.empty()
        : Optional.of(new DotfileEntry(path, Contents.of(text), MODE));
  }
}
