package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cargo: the index that it resolves packages in, which only its own diary of an offline try names,
 * the sparse ones of the user's settings, and the hosts that those say their packages are on.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registries.html">Registries</a>
 */
final class CargoClient implements Client {
  /** Cargo keeps an index in a folder named after the index's host and a hash. */
  private static final Pattern INDEX_FOLDER =
      Pattern.compile("/registry/index/([A-Za-z0-9.-]+)-[0-9a-f]{16}/");

  private static final Pattern SPARSE =
      Pattern.compile("\\b(?:index|registry)\\s*=\\s*[\"'](sparse\\+https?://[^\"'\\s]+)[\"']");

  private static final String MANIFEST =
      """
      [package]
      name = "empty"
      version = "0.0.0"
      [lib]
      path = "empty.rs"
      [dependencies]
      empty-too = "*"
      """;

  @Override
  public String name() {
    return "cargo";
  }

  @Override
  public List<String> programs() {
    return List.of("cargo");
  }

  @Override
  public List<String> variables() {
    return List.of("CARGO_HOME", "CARGO_REGISTR", "CARGO_SOURCE", "RUSTUP_");
  }

  @Override
  public List<Path> files(Machine machine) {
    Path folder = folder(machine);
    return List.of(folder.resolve("config"), folder.resolve("config.toml"));
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException, InterruptedException {
    Set<String> addresses = new LinkedHashSet<>(configured(folder(machine)));
    for (String host : builtIn(machine, asking)) {
      addresses.add("sparse+https://" + host + "/");
    }
    if (addresses.isEmpty()) {
      throw new IOException("it does not name its index");
    }
    List<String> notes = new ArrayList<>();
    for (String index : List.copyOf(addresses)) {
      CargoIndex.downloads(folder(machine), index)
          .ifPresentOrElse(
              addresses::add,
              () ->
                  notes.add(
                      "what "
                          + index.replaceFirst("//[^/]*@", "//")
                          + " says about downloads can't be read; if they are refused, allow the"
                          + " host that the refusal names"));
    }
    return new Told(List.copyOf(addresses), notes);
  }

  private static Path folder(Machine machine) {
    return machine.path("CARGO_HOME").orElse(machine.home().resolve(".cargo"));
  }

  private static List<String> configured(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : List.of("config", "config.toml")) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        Matcher matcher = SPARSE.matcher(Files.readString(file).replaceAll("(?m)^\\s*#.*$", ""));
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    }
    return found;
  }

  private Set<String> builtIn(Machine machine, Asking asking)
      throws IOException, InterruptedException {
    Path program = machine.program(programs()).orElseThrow();
    Path manifest = asking.file("Cargo.toml", MANIFEST);
    asking.file("empty.rs", "");
    Map<String, String> more = Map.of("CARGO_LOG", "debug", "RUSTUP_AUTO_INSTALL", "0");
    Asking.Output output =
        asking.run(
            program,
            more,
            List.of("generate-lockfile", "--offline", "--manifest-path", manifest.toString()));
    Set<String> hosts = new LinkedHashSet<>();
    Matcher matcher = INDEX_FOLDER.matcher(output.errors());
    while (matcher.find()) {
      hosts.add(matcher.group(1));
    }
    return hosts;
  }
}
