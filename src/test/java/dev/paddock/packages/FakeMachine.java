package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A HOME, a project, and a PATH with programs that a test writes. */
final class FakeMachine {
  final Path home;
  final Path project;
  final Path programs;
  final Path cache;
  final Map<String, String> environment = new HashMap<>();

  FakeMachine(Path root) throws IOException {
    Path real = root.toRealPath();
    home = Files.createDirectories(real.resolve("home"));
    project = Files.createDirectories(home.resolve("project"));
    programs = Files.createDirectories(home.resolve("bin"));
    cache = real.resolve("state/registries");
    environment.put("PATH", programs + ":/usr/bin:/bin");
  }

  FakeMachine program(String name, String script) throws IOException {
    return program(programs.resolve(name), script);
  }

  FakeMachine program(Path path, String script) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  FakeMachine file(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  RegistryRequest request() {
    return new RegistryRequest(home, environment, project, cache);
  }

  RegistryAnswer ask(Client... clients) throws Exception {
    return Registries.of(request(), List.of(clients), 3);
  }

  List<String> hosts(Client... clients) throws Exception {
    return ask(clients).registries().stream().map(FakeMachine::text).toList();
  }

  static String text(Registry registry) {
    return (registry.tls() ? "https://" : "http://") + registry.host() + ":" + registry.port();
  }
}
