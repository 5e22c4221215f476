package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.Processes;
import dev.paddock.linux.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SandboxProcessTest {
  @Test
  void theChildrenOfAProcessAreListed() throws Exception {
    Descriptor[] output = Descriptor.socketPair();
    SequencedMap<Integer, Descriptor> descriptors = new LinkedHashMap<>();
    for (int standard = 0; standard <= 2; standard++) {
      descriptors.put(standard, output[1]);
    }
    String script = "sleep 100 & first=$!; sleep 100 & echo $first $!; wait";
    int shell =
        Processes.spawn(
            "/bin/sh", List.of("sh", "-c", script), List.of("PATH=/usr/bin:/bin"), descriptors);
    String[] children = line(output[0]).split(" ", -1);
    try {
      assertThat(SandboxProcess.children(shell))
          .containsExactlyInAnyOrder(Integer.valueOf(children[0]), Integer.valueOf(children[1]));
      assertThat(SandboxProcess.children(Integer.parseInt(children[0]))).isEmpty();
    } finally {
      for (String child : children) {
        Processes.signal(Integer.parseInt(child), Signals.SIGKILL);
      }
      Processes.signal(shell, Signals.SIGKILL);
      assertThat(Processes.await(shell)).isInstanceOf(ExitStatus.class);
      output[0].close();
      output[1].close();
    }
  }

  @Test
  void aProcessThatIsNotThereHasNoChildren() {
    assertThat(SandboxProcess.children(Integer.MAX_VALUE)).isEmpty();
  }

  /** What a process has open, as the kernel names it. */
  static List<String> links(int pid) throws IOException {
    List<String> links = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : files.toList()) {
        links.add(Files.readSymbolicLink(file).toString());
      }
    }
    return links;
  }

  private static String line(Descriptor from) throws Exception {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[100];
    while (text.indexOf("\n") < 0) {
      text.append(new String(buffer, 0, from.read(buffer), StandardCharsets.US_ASCII));
    }
    return text.toString().strip();
  }
}
