package dev.paddock.bash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of the commands in a text are compared with what a parser of other people's finds:
 * unbash 6.0.4 from npm. What one of the two does not see may be what a gate would miss.
 */
class SecondParserTest {
  private static final String PARSER = "unbash@6.0.4";
  private static final Path CORPUS = Path.of("../shared/corpus/dev.jsonl");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @Test
  void noNameOfACommandIsMissed() throws Exception {
    assumeTrue(Files.isRegularFile(CORPUS), "there are no commands at " + CORPUS);
    assumeTrue(succeeds("npm", "--version"), "there is no npm here");
    assumeTrue(
        succeeds("npm", "install", "--no-save", "--prefix", ".", PARSER), "npm has no " + PARSER);
    List<String> commands = new ArrayList<>();
    for (String line : Files.readAllLines(CORPUS)) {
      commands.add(JSON.readTree(line).get("command").asString());
    }
    List<JsonNode> others = others(commands);
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      Optional<List<String>> ours = ours(commands.get(i));
      JsonNode other = others.get(i);
      if (ours.isPresent() && !other.isNull()) {
        compared++;
        List<String> theirs =
            Stream.of(other)
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asString)
                .distinct()
                .toList();
        if (!ours.get().equals(theirs)) {
          differences.add(commands.get(i) + "\n  ours   " + ours.get() + "\n  theirs " + theirs);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(commands.size() * 9 / 10);
  }

  private List<JsonNode> others(List<String> commands) throws Exception {
    try (InputStream script = SecondParserTest.class.getResourceAsStream("names.mjs")) {
      Files.write(folder.resolve("names.mjs"), script.readAllBytes());
    }
    Path input = folder.resolve("input");
    List<String> lines = new ArrayList<>();
    commands.forEach(command -> lines.add(JSON.writeValueAsString(command)));
    Files.write(input, lines);
    Process process =
        new ProcessBuilder("node", "names.mjs")
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().map(JSON::readTree).toList();
  }

  private boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<List<String>> ours(String text) throws ReflectiveOperationException {
    if (!(BashParser.parse(text) instanceof Parsed.Tree tree)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    collect(tree, names);
    return Optional.of(names.stream().distinct().sorted().toList());
  }

  /** Walks every part of the tree, whatever it is: a kind of part that is forgotten would hide. */
  private static void collect(Object part, List<String> names) throws ReflectiveOperationException {
    if (part instanceof Command.Simple simple && !simple.words().isEmpty()) {
      literal(simple.words().getFirst()).ifPresent(names::add);
    }
    if (part instanceof Redirect redirect) {
      collect(redirect.target(), names);
    }
    if (part instanceof Iterable<?> list) {
      for (Object one : list) {
        collect(one, names);
      }
    } else if (part instanceof Optional<?> one && one.isPresent()) {
      collect(one.get(), names);
    } else if (part instanceof Record) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        collect(component.getAccessor().invoke(part), names);
      }
    }
  }

  /** A name without quotes and patterns: the two parsers write others down differently. */
  private static Optional<String> literal(Word word) {
    boolean plain =
        word.parts().stream()
            .allMatch(part -> part instanceof WordPart.Literal(var _, boolean quoted) && !quoted);
    return plain
        ? word.literal().filter(name -> !name.matches("(?s).*[*?\\[~\\\\].*"))
        : Optional.empty();
  }
}
