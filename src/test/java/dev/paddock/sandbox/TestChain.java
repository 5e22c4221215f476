package dev.paddock.sandbox;

import java.nio.file.Path;
import java.util.List;

/** The command lines of the chain's processes, as this test run compiled them. */
final class TestChain {
  private TestChain() {}

  static List<String> java(Class<?> program) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:-MaxFDLimit",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        program.getName());
  }

  static SandboxProcess spawn() throws Exception {
    return SandboxProcess.spawn(
        new SandboxProcess.InitCommand("/usr/bin/unshare", java(InitStage.class)));
  }
}
