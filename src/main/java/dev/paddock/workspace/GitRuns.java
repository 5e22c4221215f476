package dev.paddock.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of settings that make git run or obey something, {@code git-runs.txt}. Immutable. */
final class GitRuns {
  private static final String RESOURCE = "git-runs.txt";

  private final Map<String, Value> settings = new HashMap<>();

  /** What the value of a setting is. */
  enum Value {
    PATH,
    COMMAND,
    INCLUDE,
    ALIAS
  }

  private GitRuns(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.strip().split(" +", -1);
        settings.put(words[0], Value.valueOf(words[1].toUpperCase(Locale.ROOT)));
      }
    }
  }

  static GitRuns bundled() {
    try (InputStream in =
        Objects.requireNonNull(GitRuns.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new GitRuns(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nullable Value of(GitSetting setting) {
    Value value = settings.get(setting.section() + "." + setting.name());
    return value != null ? value : settings.get(setting.section() + ".*");
  }
}
