package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Go: the module proxies, and the database of checksums. {@code direct}, the hosts of the modules
 * themselves, is nothing that a list can name.
 *
 * @see <a href="https://go.dev/ref/mod#environment-variables">Go Modules Reference</a>
 */
final class GoClient implements Client {
  @Override
  public String name() {
    return "go";
  }

  @Override
  public List<String> programs() {
    return List.of("go");
  }

  @Override
  public List<String> variables() {
    return List.of("GO");
  }

  @Override
  public List<Path> files(Machine machine) {
    return List.of(machine.path("GOENV").orElse(machine.config().resolve("go/env")));
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException, InterruptedException {
    Path program = machine.program(programs()).orElseThrow();
    List<String> lines =
        asking
            .run(
                program,
                Map.of("GOTOOLCHAIN", "local"), // downloads no other one
                List.of("env", "GOPROXY", "GOSUMDB"))
            .orFail()
            .lines()
            .toList();
    List<String> addresses = new ArrayList<>();
    if (!lines.isEmpty()) {
      addresses.addAll(Arrays.asList(lines.getFirst().split("[,|]", -1)));
    }
    if (lines.size() > 1 && !lines.get(1).equals("off")) {
      addresses.add(database(lines.get(1)));
    }
    return Told.of(addresses);
  }

  /** The form is {@code NAME[+KEY] [URL]}, and the URL is https://NAME if it is not told. */
  private static String database(String text) {
    String[] words = text.strip().split(" +", -1);
    String last = words[words.length - 1];
    return last.contains("://") ? last : "https://" + last.replaceFirst("\\+.*", "");
  }
}
