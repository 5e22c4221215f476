package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * npm, and pnpm, which has npm's settings: {@code registry}, and {@code @scope:registry} for
 * packages of one scope, npmrc(5).
 */
record NpmClient(String name, List<String> question) implements Client {
  @Override
  public List<String> programs() {
    return List.of(name);
  }

  @Override
  public List<String> variables() {
    return List.of("npm_config_", "pnpm_", "PREFIX", "COREPACK_");
  }

  @Override
  public List<Path> files(Machine machine) {
    List<Path> files = new ArrayList<>();
    files.add(machine.home().resolve(".npmrc"));
    files.add(machine.config().resolve("pnpm/rc"));
    files.add(machine.config().resolve("pnpm/config.yaml"));
    machine
        .program(programs())
        .map(program -> program.resolve("../../etc/npmrc").normalize())
        .ifPresent(files::add);
    for (String variable :
        List.of(
            "npm_config_userconfig",
            "npm_config_globalconfig",
            "NPM_CONFIG_USERCONFIG",
            "NPM_CONFIG_GLOBALCONFIG")) {
      machine.path(variable).ifPresent(files::add);
    }
    return files;
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException, InterruptedException {
    Path program = machine.program(programs()).orElseThrow();
    // A start script of corepack would download the client first.
    Map<String, String> more = Map.of("COREPACK_ENABLE_NETWORK", "0");
    JsonNode settings;
    try {
      settings = new JsonMapper().readTree(asking.run(program, more, question).orFail());
    } catch (JacksonException e) {
      throw new IOException("what it prints is no JSON", e);
    }
    List<String> addresses = new ArrayList<>();
    settings
        .properties()
        .forEach(
            setting -> {
              String key = setting.getKey();
              if (key.equals("registry") || (key.startsWith("@") && key.endsWith(":registry"))) {
                addresses.add(setting.getValue().asString(""));
              }
            });
    if (settings.path("registry").asString("").isEmpty()) {
      addresses.add(
          asking.run(program, more, List.of("config", "get", "registry")).orFail().strip());
    }
    return Told.of(addresses);
  }
}
