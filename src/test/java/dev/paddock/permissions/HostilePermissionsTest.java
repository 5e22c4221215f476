package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No text makes a reader throw, run for long, or allow. */
@Timeout(120)
class HostilePermissionsTest {
  private static final String CLAUDE =
      "{\"permissions\": {\"deny\": [\"Read(~/x/**)\", \"Bash(git push *)\", \"mcp__a__*\"], \"allow\": [\"Bash(ls)\"],"
          + " \"ask\": [\"WebFetch(domain:*.a.test)\", \"Edit(//a/[b]/?)\"]}}";
  private static final String CODEX =
      "prefix_rule(pattern=[\"git\", [\"push\", 'x']], decision=\"forbidden\", match=[\"git push\"])\n"
          + "host_executable(name=\"git\", paths=[\"/usr/bin/git\"]) # end\n";
  private static final String GEMINI =
      "[[rule]]\ntoolName = [\"run_shell_command\"]\ncommandPrefix = \"git\"\ndecision = \"deny\"\npriority = 7\n"
          + "[[rule]]\ncommandRegex = '^a(b|c)*'\ndecision = \"ask_user\"\n";
  private static final List<String> PIECES =
      List.of(
          "\"",
          "'",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          ",",
          ":",
          "=",
          "\\",
          "\n",
          "#",
          "*",
          "/",
          "~",
          "!",
          "\u0000",
          "\uD800",
          "\uE000",
          "\uFEFF",
          "…",
          "//",
          "/*",
          "..",
          "permissions",
          "deny",
          "[[rule]]",
          "prefix_rule(",
          "\\u0000",
          "1e999");

  @Test
  void mutationsNeverMakeAReaderThrow() {
    Random random = new Random(5);
    for (int i = 0; i < 4_000; i++) {
      look(Texts.claude(Scope.USER, mutate(CLAUDE, random)));
      look(Texts.codex(mutate(CODEX, random)));
      look(Texts.gemini(mutate(GEMINI, random)));
    }
  }

  @Test
  void depthIsBounded() {
    for (String open :
        List.of("[", "{\"permissions\":", "{\"a\":", "{\"permissions\":{\"deny\":[")) {
      assertThat(Texts.claude(Scope.USER, open.repeat(100_000)).problems()).isNotEmpty();
    }
    assertThat(Texts.codex("prefix_rule(pattern=" + "[".repeat(300_000)).problems()).isNotEmpty();
    assertThat(Texts.gemini("a = " + "[".repeat(300_000)).problems()).isNotEmpty();
    assertThat(Texts.gemini("a = " + "{a=".repeat(300_000)).problems()).isNotEmpty();
  }

  @Test
  void sizeIsBounded() {
    String many =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "\"Bash(a" + i + " *)\"")
            .collect(Collectors.joining(",", "{\"permissions\":{\"deny\":[", "]}}"));
    Imported imported = Texts.claude(Scope.PROJECT, many);
    assertThat(imported.lines()).hasSizeLessThan(5_000);
    assertThat(imported.problems()).hasSize(1);

    String longRule = "Bash(" + "*a".repeat(200_000) + ")";
    assertThat(
            Texts.claude(Scope.USER, "{\"permissions\":{\"deny\":[\"" + longRule + "\"]}}")
                .problems())
        .isNotEmpty();
    assertThat(Texts.codex("x".repeat(1_000_000)).problems()).isNotEmpty();
    assertThat(Texts.codex("(\n".repeat(400_000)).problems()).isNotEmpty();
  }

  @Test
  void aMatchTakesBoundedTime() {
    String stars = "Bash(" + "a*".repeat(1_500) + "b)";
    Imported imported =
        Texts.claude(Scope.PROJECT, "{\"permissions\":{\"deny\":[\"" + stars + "\"]}}");

    assertThat(Texts.says(imported, "a".repeat(90_000))).isEqualTo("NONE");
    assertThat(Texts.says(imported, "a".repeat(9_000) + "…")).isEqualTo("ASK");
    assertThat(Texts.says(imported, "a".repeat(10_000_000))).isEqualTo("ASK");
  }

  private static void look(Imported imported) {
    for (List<String> words :
        List.of(List.of("git", "push", "x"), List.of("…"), List.of("rm", "-rf", "/"))) {
      assertThat(imported.command(words).map(match -> match.verdict().name()).orElse(""))
          .isNotEqualTo("ALLOW");
    }
    imported.lines().forEach(line -> assertThat(line.origin().display()).isNotNull());
    imported.problems().forEach(problem -> assertThat(problem.toString()).doesNotContain("\u0000"));
  }

  private static String mutate(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
        default -> text.insert(at, seed, random.nextInt(seed.length()), seed.length());
      }
    }
    return text.toString();
  }
}
