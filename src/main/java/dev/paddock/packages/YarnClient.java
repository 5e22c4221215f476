package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Yarn: the classic one calls its registry otherwise than those since 2. */
final class YarnClient implements Client {
  @Override
  public String name() {
    return "yarn";
  }

  @Override
  public List<String> programs() {
    return List.of("yarn", "yarnpkg");
  }

  @Override
  public List<String> variables() {
    return List.of("yarn_", "npm_config_", "COREPACK_");
  }

  @Override
  public List<Path> files(Machine machine) {
    return List.of(
        machine.home().resolve(".yarnrc"),
        machine.home().resolve(".yarnrc.yml"),
        machine.home().resolve(".npmrc"));
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException, InterruptedException {
    Path program = machine.program(programs()).orElseThrow();
    Map<String, String> more = Map.of("COREPACK_ENABLE_NETWORK", "0");
    for (String key : List.of("registry", "npmRegistryServer")) {
      Asking.Output output = asking.run(program, more, List.of("config", "get", key));
      String address = output.out().strip();
      if (output.status() == 0 && RegistryAddress.parse(name(), address).isPresent()) {
        return Told.of(List.of(address));
      }
    }
    throw new IOException("neither of its settings registry and npmRegistryServer is an address");
  }
}
