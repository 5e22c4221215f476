package dev.paddock.bash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Bash itself accepts and refuses ({@code bash -n}) is compared with the parser. */
class BashDifferentialTest {
  private static final List<Path> ROOTS =
      List.of(
          Path.of("/usr/bin"),
          Path.of("/usr/sbin"),
          Path.of("/usr/share"),
          Path.of("/etc"),
          Path.of("/usr/lib"));
  private static final int MOST_SCRIPTS = 1_200;
  private static final int MUTATIONS = 2_000;

  private static final List<String> SEEDS =
      List.of(
          "if true; then echo a; elif false; then echo b; else echo c; fi",
          "for i in a b c; do echo \"$i\"; done > out 2>&1",
          "while read -r x; do case $x in a|b) echo 1;; *) echo 2;& esac; done < <(ls)",
          "f() { local a=(1 2 [5]=3); echo \"${a[@]:1:2}\" ${x:-$(date)} `id`; }; f &",
          "cat <<EOF | grep -v x && echo $((1 + 2 * (3 - 1))) || { echo no; }\nbody $x $(ls)\nEOF\n",
          "[[ -f $x && ( $y == *.txt || ! $z =~ ^a(b|c)$ ) ]] && echo yes",
          "coproc N { cat; }; exec {fd}>&1 3<>/dev/null; ((i++)); for ((i=0;i<3;i++)); do :; done",
          "cat <<-'A' <<B\n\tone\n\tA\ntwo\nB\necho $'a\\x41\\n' \"a\\\"b\" 'c'\\''d' >| f",
          "time -p ! (cd /tmp && ls) |& tee x; select s in a b; do break; done",
          "x=${a//b/c} y=${#a} z=${!n} w=${v%%.*} find . -name '*.c' -exec grep -l x {} + | xargs -n1 echo",
          "function g { echo \"${1:?missing}\" \"$@\" $# $? $$ $!; } 2>/dev/null; until g; do sleep 1; done");

  @Test
  void everyShellScriptOfTheMachineIsReadAsBashReadsIt() throws Exception {
    List<String> differences = new ArrayList<>();
    List<Path> scripts = scripts();
    assumeTrue(!scripts.isEmpty(), "there are no shell scripts here");
    for (Path script : scripts) {
      String text = Files.readString(script, StandardCharsets.ISO_8859_1);
      boolean ours = BashParser.parse(text) instanceof Parsed.Tree;
      if (ours != accepts(script)) {
        differences.add(script + ": " + BashParser.parse(text));
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void whatBashRefusesOfMutatedCommandsIsHardlyEverAccepted() throws Exception {
    Random random = new Random(7);
    Path folder = Files.createTempDirectory("bash-mutations");
    int tooLax = 0;
    int tooStrict = 0;
    Path file = folder.resolve("x");
    for (int i = 0; i < MUTATIONS; i++) {
      String text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
      Files.writeString(file, text);
      boolean ours = BashParser.parse(text) instanceof Parsed.Tree;
      boolean bash = accepts(file);
      if (ours && !bash) {
        tooLax++;
      } else if (!ours && bash) {
        tooStrict++;
      }
    }
    Files.delete(file);
    Files.delete(folder);
    assertThat(tooLax).isLessThan(MUTATIONS / 50);
    assertThat(tooStrict).isLessThan(MUTATIONS / 50);
  }

  private static String mutated(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    String pool = "(){}[]<>|&;$`'\"\\#!\n =*?~-";
    for (int n = 1 + random.nextInt(2); n > 0; n--) {
      int place = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(place);
        case 1 -> text.insert(place, pool.charAt(random.nextInt(pool.length())));
        default -> text.setCharAt(place, pool.charAt(random.nextInt(pool.length())));
      }
    }
    return text.toString();
  }

  private static boolean accepts(Path script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-n", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    return bash.waitFor() == 0
        && Stream.of("syntax error", "conditional", "unexpected").noneMatch(said::contains);
  }

  private static List<Path> scripts() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path root : ROOTS) {
      try (Stream<Path> files = Files.walk(root, 6)) {
        files
            .filter(Files::isRegularFile)
            .filter(BashDifferentialTest::isScript)
            .forEach(found::add);
      } catch (java.io.UncheckedIOException e) {
        continue; // a folder that can't be looked into
      }
    }
    return found.stream().sorted().limit(MOST_SCRIPTS).toList();
  }

  private static boolean isScript(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(64);
      String first = new String(start, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
      return first.startsWith("#!")
          && Arrays.stream(first.substring(2).trim().split("[ /]"))
              .anyMatch(word -> word.equals("sh") || word.equals("bash") || word.equals("dash"));
    } catch (IOException e) {
      return false;
    }
  }
}
