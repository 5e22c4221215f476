package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFuzzTest {
  private static final String SEED =
      """
      [files]
      write = [".", "src", "*.tfstate*"] # comment
      read = ["~/.gitconfig"]
      copy = ["~/.m2/repository", '~/.npm/_cacache']
      hide = [".env*", "secrets/**", "~/exports/**"]
      [network]
      allow = ["api.example.com", "db.dev.example:5432"]
      private = ["db.dev.example"]
      registries = false
      [network.host."api.example.com"]
      methods = ["GET"]
      credential = "read-only"
      [credentials.read-only]
      from = "command:cat 'x'"
      variable = "X_KEY"
      [ports]
      publish = [3000]
      [git]
      push = ["feature/*"]
      land = "ask"
      [env]
      pass = ["LANG", "LC_*"]
      [limits]
      memory = "8G"
      processes = 1024
      time = "90m"
      [auto_mode]
      soft_deny = ["$defaults", "no"]
      [permissions]
      allow = ["Bash(npm publish)"]
      [classifier]
      key = "env:X_KEY"
      calls = 10
      [ask]
      wait = "30s"
      """;

  private static final List<String> PIECES =
      List.of(
          "\"",
          "'",
          "[",
          "]",
          "{",
          "}",
          "=",
          ".",
          ",",
          "\n",
          "#",
          "\\",
          "\\u0000",
          "..",
          "~",
          "/",
          "*",
          "!",
          "\0",
          "\u001b",
          "\u202e",
          "é",
          "\ud83d\ude00",
          "\"\"\"",
          "[[",
          "]]",
          "9".repeat(30),
          "-1",
          "1e5",
          "true",
          "2020-01-01",
          "/proc",
          "~root",
          ":",
          "[files]",
          "write",
          "none");

  @TempDir Path root;

  @Test
  void whateverAFileHoldsItGivesAProfileOrTheProblemsWithIt() {
    ProfileFolders folders = new ProfileFolders(root);
    Random random = new Random(20_261_120);
    int loaded = 0;
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      folders.project(mutate(random));
      try {
        Profile profile = folders.load().profile();
        assertNarrow(profile, folders);
        loaded++;
      } catch (ProfileException e) {
        assertThat(e.problems()).isNotEmpty();
        assertThat(e.getMessage().replace("\n", "").chars()).noneMatch(Character::isISOControl);
        refused++;
      }
    }
    assertThat(loaded).isGreaterThan(100);
    assertThat(refused).isGreaterThan(1000);
  }

  /** The file is not trusted, so nothing in it may have widened anything. */
  private static void assertNarrow(Profile profile, ProfileFolders folders) {
    assertThat(profile.files().write())
        .allMatch(grant -> grant.value().real().startsWith(folders.project));
    assertThat(profile.files().writeExceptions()).isEmpty();
    assertThat(profile.files().read()).isEmpty();
    assertThat(profile.files().copy()).isEmpty();
    assertThat(profile.network().allow()).isEmpty();
    assertThat(profile.network().privateHosts()).isEmpty();
    assertThat(profile.network().hosts()).isEmpty();
    assertThat(profile.credentials()).isEmpty();
    assertThat(profile.ports()).isEqualTo(PortRules.NONE);
    assertThat(profile.permissions().allow()).isEmpty();
    assertThat(profile.classifier()).isEqualTo(ClassifierRules.NONE);
    assertThat(profile.ask().patienceInForce()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(profile.limits().processes().orElseThrow().value()).isLessThanOrEqualTo(4096);
  }

  private static String mutate(Random random) {
    StringBuilder text = new StringBuilder(SEED);
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, to);
        case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
        default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
      }
    }
    return text.toString();
  }
}
