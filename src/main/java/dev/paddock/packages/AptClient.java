package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** APT: the sources that it would update from, sources.list(5). */
final class AptClient implements Client {
  @Override
  public String name() {
    return "apt";
  }

  @Override
  public List<String> programs() {
    return List.of("apt-get");
  }

  @Override
  public List<String> variables() {
    return List.of("APT_");
  }

  @Override
  public List<Path> files(Machine machine) {
    List<Path> files = new ArrayList<>();
    for (String file : List.of("sources.list", "sources.list.d", "apt.conf", "apt.conf.d")) {
      files.add(Path.of("/etc/apt", file));
    }
    machine.path("APT_CONFIG").ifPresent(files::add);
    return files;
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException, InterruptedException {
    Path program = machine.program(programs()).orElseThrow();
    List<String> question = List.of("indextargets", "--format", "$(REPO_URI)");
    return Told.of(asking.run(program, Map.of(), question).orFail().lines().distinct().toList());
  }
}
