package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** RubyGems, which Bundler takes its default from. */
final class GemClient implements Client {
  @Override
  public String name() {
    return "gem";
  }

  @Override
  public List<String> programs() {
    return List.of("gem");
  }

  @Override
  public List<String> variables() {
    return List.of("GEM", "RUBYGEMS_");
  }

  @Override
  public List<Path> files(Machine machine) {
    List<Path> files = new ArrayList<>();
    files.add(machine.home().resolve(".gemrc"));
    files.add(machine.config().resolve("gem/gemrc"));
    files.add(Path.of("/etc/gemrc"));
    machine.path("GEMRC").ifPresent(files::add);
    return files;
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException, InterruptedException {
    Path program = machine.program(programs()).orElseThrow();
    return Told.of(
        asking.run(program, Map.of(), List.of("sources", "--list")).orFail().lines().toList());
  }
}
