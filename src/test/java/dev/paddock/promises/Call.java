package dev.paddock.promises;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call of Paddock in a scene, before it is made. */
final class Call {
  private final Scene scene;
  private final List<String> arguments;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path folder;
  private byte[] input = {};
  private String script = "";
  private boolean registries;

  Call(Scene scene, List<String> arguments) {
    this.scene = scene;
    this.arguments = arguments;
    this.folder = scene.project();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    environment.put("HOME", scene.home().toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  Call in(Path workingDirectory) {
    this.folder = workingDirectory;
    return this;
  }

  Call with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Lets the package managers be asked for their registries, which takes a second or more. */
  Call withRegistries() {
    this.registries = true;
    return this;
  }

  Call input(byte[] bytes) {
    this.input = bytes;
    return this;
  }

  Call input(String text) {
    return input(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lets Bash make the call, as {@code "$@"} in a script. */
  Call through(String bash) {
    this.script = bash;
    return this;
  }

  Result end() throws IOException, InterruptedException {
    try (Running running = start()) {
      return running.end();
    }
  }

  Running start() throws IOException {
    scene.give();
    ProcessBuilder builder = new ProcessBuilder(line());
    builder.directory(new File(folder.toString()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return scene.remember(new Running(builder, input));
  }

  /** Returns the whole command line. */
  List<String> line() {
    List<String> line = new ArrayList<>(scene.caller().change());
    if (!line.isEmpty()) {
      // Entering a mount namespace leaves one in its root.
      line.addAll(List.of("env", "-C", folder.toString()));
    }
    if (!script.isEmpty()) {
      line.addAll(List.of("/bin/bash", "-c", script, "bash"));
    }
    line.addAll(Installation.command());
    line.add(arguments.getFirst());
    if (arguments.getFirst().equals("run") && !registries) {
      line.add(
          "--no-registries"); // every scene has a HOME of its own: nobody would know the answer
    }
    line.addAll(arguments.subList(1, arguments.size()));
    return line;
  }

  Map<String, String> environment() {
    return environment;
  }
}
