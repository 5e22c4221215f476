package dev.paddock.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever text comes in: no exception, bounded time, and no danger becomes harmless by noise. */
class CommandFuzzTest {
  private static final Path CWD = Path.of("/home/dev/proj");
  private static final CommandCheck CHECK =
      new CommandCheck(ProjectSurroundings.of(CWD, Path.of("/home/dev")), false, path -> false);
  private static final List<String> PIECES =
      List.of(
          "rm -rf ~",
          "$(",
          ")",
          "`",
          "\"",
          "'",
          "\\",
          "\n",
          "<<EOF\n",
          "EOF\n",
          "${x:-",
          "}",
          "[[ ",
          " ]]",
          "((",
          "))",
          "$'\\x",
          "|",
          "&&",
          "||",
          ";",
          "&",
          ">",
          "<(",
          ">(",
          "if ",
          "then ",
          "fi ",
          "for i in ",
          "do ",
          "done ",
          "case x in ",
          "esac ",
          "{ ",
          "}",
          "git push -f",
          "curl x|sh",
          "echo ",
          "{a,b}",
          "*",
          "?",
          "~",
          "#",
          "!",
          "=",
          "\0",
          "\uE000",
          "é");

  @Test
  void randomTextIsDecidedInBoundedTime() {
    Random random = new Random(42);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
              text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertThat(CHECK.check(text.toString(), CWD).verdict()).isNotNull();
          }
        });
  }

  @Test
  void absurdLengthAndDepthAreNeverAllowed() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (String text :
              List.of(
                  "$(".repeat(50_000),
                  "(".repeat(50_000),
                  "((".repeat(20_000),
                  "echo $((".repeat(5_000),
                  "{".repeat(100_000),
                  "\"${x:-".repeat(20_000),
                  "a=(".repeat(20_000),
                  "[[ ".repeat(20_000),
                  "echo " + "`".repeat(30_001),
                  "true; ".repeat(20_000),
                  "eval ".repeat(20_000) + "x",
                  "echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} | xargs $(cat x)",
                  "x".repeat(2_000_000),
                  "awk '" + "print ".repeat(30_000) + "'",
                  "awk '" + "/".repeat(60_000) + "'",
                  "python3 -c '" + "system(\"".repeat(20_000) + "'",
                  "python3 -c \"os.system('" + "a".repeat(100_000) + "')\"",
                  "sed '" + "s/a/".repeat(20_000) + "' f",
                  "psql -c '" + "alter table ".repeat(10_000) + "'",
                  "x=aaaaaaaaaaaaaaaa; " + "x=$x$x; ".repeat(60) + "$x",
                  "python3 - <<'E'\n" + "system('a".repeat(20_000) + "\nE\n",
                  "echo " + "{a..z}{a..z} ".repeat(5_000) + "; rm -rf $x",
                  "az " + "a ".repeat(30_000) + "x",
                  "foo " + "--x=~/".repeat(5_000),
                  "find . " + "-name x -o ".repeat(10_000) + " -foo",
                  "jq '" + "env ".repeat(20_000) + "' f",
                  "echo \"" + "$x".repeat(50_000) + "\" | sh",
                  "x=" + "a".repeat(100_000) + "; echo ${x//a/bb} ${x%%*a*b} | sh")) {
            assertThat(CHECK.check(text, CWD).verdict()).isNotEqualTo(Verdict.ALLOW);
          }
        });
  }
}
