package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * pip: its settings, and the index that it has built in, of which the files lie on a host of their
 * own.
 */
final class PipClient implements Client {
  private static final String QUESTION =
      """
      import sys
      from pip._internal.models.index import PyPI
      print('paddock-index=' + PyPI.url)
      print('paddock-files=https://' + PyPI.file_storage_domain)
      sys.stdout.flush()
      from pip._internal.cli.main import main
      sys.exit(main(['config', 'list']))
      """;

  @Override
  public String name() {
    return "pip";
  }

  @Override
  public List<String> programs() {
    return List.of("python3", "python");
  }

  @Override
  public List<String> variables() {
    return List.of("PIP_", "PYENV_");
  }

  @Override
  public List<Path> files(Machine machine) {
    List<Path> files = new ArrayList<>();
    files.add(Path.of("/etc/pip.conf"));
    files.add(Path.of("/etc/xdg/pip/pip.conf"));
    files.add(machine.home().resolve(".pip/pip.conf"));
    files.add(machine.config().resolve("pip/pip.conf"));
    files.add(machine.home().resolve(".pyenv/version"));
    machine.path("PIP_CONFIG_FILE").ifPresent(files::add);
    return files;
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException, InterruptedException {
    Path program = machine.program(programs()).orElseThrow();
    Asking.Output output = asking.run(program, Map.of(), List.of("-I", "-c", QUESTION));
    if (output.errors().contains("No module named 'pip'")) {
      return new Told(List.of(), List.of("is not installed for " + program));
    }
    return Told.of(addresses(output.orFail().lines().toList()));
  }

  private static List<String> addresses(List<String> lines) {
    String index = "";
    String files = "";
    List<String> indexes = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      String key = line.substring(0, Math.max(equals, 0));
      String value = line.substring(equals + 1);
      if (key.equals("paddock-index")) {
        index = value;
      } else if (key.equals("paddock-files")) {
        files = value;
      } else if (key.endsWith(".index-url")) {
        indexes.add(unquoted(value));
      } else if (key.endsWith(".extra-index-url") || key.endsWith(".find-links")) {
        others.addAll(Arrays.asList(unquoted(value).split("(\\\\n|\\s)+", -1)));
      }
    }
    if (indexes.isEmpty()) {
      indexes.add(index);
    }
    indexes.addAll(others);
    Optional<Registry> builtIn = RegistryAddress.parse("pip", index);
    if (builtIn.isPresent()
        && indexes.stream().anyMatch(one -> RegistryAddress.parse("pip", one).equals(builtIn))) {
      indexes.add(files);
    }
    return indexes;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && (value.startsWith("'") || value.startsWith("\""));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
