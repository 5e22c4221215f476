package dev.paddock.session;

import dev.paddock.profile.EnvironmentRules;
import dev.paddock.profile.FileRules;
import dev.paddock.profile.Layer;
import dev.paddock.profile.Origin;
import dev.paddock.profile.PathGrant;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.Sourced;
import dev.paddock.profile.VariablePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Parts of profiles, as a loader would make them. */
final class Rules {
  private static final Origin ORIGIN = new Origin(Layer.USER, "profile.toml", 1);

  private Rules() {}

  static FileRules files(List<Path> write, List<Path> read, List<Path> copy) {
    return new FileRules(grants(write), List.of(), grants(read), grants(copy), List.of());
  }

  static List<Sourced<PathPattern>> hide(String... patterns) {
    return Stream.of(patterns).map(text -> said(PathPattern.parse(text))).toList();
  }

  static EnvironmentRules pass(String... variables) {
    return new EnvironmentRules(
        Stream.of(variables).map(text -> said(VariablePattern.parse(text))).toList());
  }

  private static List<Sourced<PathGrant>> grants(List<Path> paths) {
    return paths.stream()
        .map(path -> said(new PathGrant(path.toString(), path, real(path))))
        .toList();
  }

  private static Path real(Path path) {
    try {
      return Files.exists(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Sourced<T> said(T value) {
    return new Sourced<>(value, ORIGIN);
  }
}
