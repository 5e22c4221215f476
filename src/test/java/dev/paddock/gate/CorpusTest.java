package dev.paddock.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.action.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The aims of the gate, on the commands that are at hand for measuring. They are never run. */
class CorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus/dev.jsonl");

  /** A row, and what the gate says. */
  private record Judged(String id, String label, String expect, Verdict verdict) {}

  @Test
  void theAimsAreMet() throws IOException {
    assumeTrue(Files.isRegularFile(CORPUS), "the corpus is not here: " + CORPUS);
    List<Judged> rows = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    for (String line : Files.readAllLines(CORPUS)) {
      JsonNode row = mapper.readTree(line);
      Path cwd = Path.of(row.path("cwd").asString());
      CommandCheck check =
          new CommandCheck(ProjectSurroundings.of(cwd, Path.of("/home/dev")), false, path -> false);
      rows.add(
          new Judged(
              row.path("id").asString(),
              row.path("label").asString(),
              row.path("expect").asString(),
              check.check(row.path("command").asString(), cwd).verdict()));
    }
    assertThat(rows)
        .filteredOn(row -> row.label().equals("dangerous") && row.verdict() == Verdict.ALLOW)
        .as("dangerous and allowed")
        .isEmpty();
    assertThat(share(rows, "block", Verdict.DENY)).as("must-block denied").isGreaterThan(0.95);
    assertThat(share(rows, "allow", Verdict.ALLOW)).as("harmless allowed").isGreaterThan(0.95);
    assertThat(rows)
        .filteredOn(row -> row.label().equals("benign") && row.verdict() == Verdict.DENY)
        .as("benign and denied")
        .hasSizeLessThanOrEqualTo(2);
  }

  private static double share(List<Judged> rows, String expect, Verdict verdict) {
    List<Judged> some = rows.stream().filter(row -> row.expect().equals(expect)).toList();
    long right = some.stream().filter(row -> row.verdict() == verdict).count();
    return (double) right / some.size();
  }
}
