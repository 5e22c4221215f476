package dev.paddock.promises;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scene in which a real agent is run with a stub of its model, and {@link GatedMain}'s gate. */
final class AgentScene implements AutoCloseable {
  private final Scene scene;
  private final ModelStub model;
  private final Path program;
  private final List<String> passed = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  AgentScene(Caller caller, ModelStub model, Path program) {
    scene = new Scene(caller);
    this.model = model;
    this.program = program;
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    environment.put("HOME", scene.home().toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  Scene scene() {
    return scene;
  }

  /** Sets a variable that is there inside, too. */
  AgentScene passing(String variable, String value) {
    passed.add("\"" + variable + "\"");
    return with(variable, value);
  }

  /** Sets a variable outside. */
  AgentScene with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command inside, with a gate that every test can foretell. */
  Result run(String... command) throws IOException, InterruptedException {
    return run(Installation.gatedCommand(), "", command);
  }

  /** Runs a command inside, with the gate that sessions have and a model that judges. */
  Result judged(JudgeStub judge, String task, String... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(Installation.command());
    line.addAll(List.of("run", "--task", task, "--"));
    return with("JUDGE_KEY", "sk-judge-CANARY")
        .run(
            line,
            """
            [classifier]
            base_url = "http://127.0.0.1:%d"
            key = "env:JUDGE_KEY"
            """
                .formatted(judge.port()),
            command);
  }

  private Result run(List<String> start, String profile, String... command)
      throws IOException, InterruptedException {
    scene.write(
        "~/.config/paddock/profile.toml",
        """
        [files]
        read = ["%s"]
        [network]
        registries = false
        [ports]
        reach = [%d]
        [env]
        pass = [%s]
        """
                .formatted(program, model.port(), String.join(", ", passed))
            + profile);
    scene.give();
    List<String> line = new ArrayList<>(scene.caller().change());
    line.addAll(start);
    line.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(new File(scene.project().toString()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try (Running running = scene.remember(new Running(builder, new byte[0]))) {
      return running.end();
    }
  }

  @Override
  public void close() {
    scene.close();
  }
}
