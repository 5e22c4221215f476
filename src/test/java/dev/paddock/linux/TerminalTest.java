package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.paddock.linux.Terminal.Settings;
import dev.paddock.linux.Terminal.WindowSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TerminalTest {
  private Descriptor master;
  private Descriptor slave;
  private String slavePath;

  @BeforeEach
  void make() throws Exception {
    assumeThat(Files.isWritable(Path.of("/dev/ptmx")))
        .as("this machine has no /dev/ptmx to make a terminal with")
        .isTrue();
    master = Descriptor.openTerminal("/dev/ptmx");
    slavePath = "/dev/pts/" + Terminal.of(master).unlockSlave();
    assumeThat(Files.exists(Path.of(slavePath)))
        .as("this machine's /dev/pts is not that of its /dev/ptmx")
        .isTrue();
    slave = Descriptor.openTerminal(slavePath);
  }

  @AfterEach
  void close() {
    if (slave != null) {
      slave.close();
    }
    if (master != null) {
      master.close();
    }
  }

  @Test
  void aTerminalIsOneAndAFileIsNot() throws Exception {
    assertThat(Terminal.isTerminal(slave.number())).isTrue();
    try (Descriptor file = Descriptor.memoryFile("file", new byte[0])) {
      assertThat(Terminal.isTerminal(file.number())).isFalse();
    }
    assertThat(Terminal.isTerminal(1_000_000)).isFalse();
  }

  @Test
  void twoTerminalsAreDifferentOnes() throws Exception {
    try (Descriptor second = Descriptor.openTerminal("/dev/ptmx")) {
      String path = "/dev/pts/" + Terminal.of(second).unlockSlave();
      assertThat(path).isNotEqualTo(slavePath);
      try (Descriptor opened = Descriptor.openTerminal(path)) {
        assertThat(Terminal.isTerminal(opened.number())).isTrue();
      }
    }
  }

  @Test
  void outputOfAnOrdinaryTerminalGetsItsLineEndsMended() throws Exception {
    send(slave, "a\n");
    assertThat(receive(master, 3)).isEqualTo("a\r\n");
  }

  @Test
  void outputOfARawTerminalStaysAsItIs() throws Exception {
    makeRaw();
    send(slave, "a\nb");
    assertThat(receive(master, 3)).isEqualTo("a\nb");
  }

  @Test
  void everyKeyComesThroughARawTerminal() throws Exception {
    makeRaw();
    StringBuilder keys = new StringBuilder();
    for (char key = 0; key < 256; key++) {
      keys.append(key);
    }
    send(master, keys.toString());
    assertThat(receive(slave, 256)).isEqualTo(keys.toString());
  }

  @Test
  void aRawTerminalEchoesNothing() throws Exception {
    makeRaw();
    send(master, "secret");
    assertThat(receive(slave, 6)).isEqualTo("secret");
    assertThat(master.isReadable(0)).isFalse();
  }

  @Test
  void settingsCanBeGivenBack() throws Exception {
    Terminal terminal = Terminal.of(slave);
    Settings before = terminal.settings();
    String shown = Shell.run(Path.of("/"), "stty -F \"$1\" -a", slavePath);
    terminal.apply(before.raw());
    assertThat(Shell.run(Path.of("/"), "stty -F \"$1\" -a", slavePath)).isNotEqualTo(shown);
    terminal.apply(before);
    assertThat(Shell.run(Path.of("/"), "stty -F \"$1\" -a", slavePath)).isEqualTo(shown);
  }

  @Test
  void theSizeOfTheWindowIsWhatItWasSetTo() throws Exception {
    WindowSize size = new WindowSize(41L | 137L << 16 | 600L << 32 | 800L << 48);
    Terminal.of(master).resize(size);
    assertThat(Terminal.of(slave).windowSize()).isEqualTo(size);
    assertThat(Shell.run(Path.of("/"), "stty -F \"$1\" size", slavePath).strip())
        .isEqualTo("41 137");
  }

  @Test
  void aTerminalThatControlsNobodyHasNoForegroundGroup() {
    assertThat(Terminal.of(slave).foregroundGroup()).isZero();
  }

  @Test
  void aFileHasNoSettings() throws Exception {
    try (Descriptor file = Descriptor.memoryFile("file", new byte[0])) {
      assertThatExceptionOfType(LinuxException.class)
          .isThrownBy(() -> Terminal.of(file).settings())
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOTTY));
    }
  }

  @Test
  void aTerminalThatIsNotThereCantBeOpened() {
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> Descriptor.openTerminal("/dev/pts/nothing"))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  private void makeRaw() throws Exception {
    Terminal terminal = Terminal.of(slave);
    terminal.apply(terminal.settings().raw());
  }

  private static void send(Descriptor to, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    to.write(bytes, 0, bytes.length);
  }

  private static String receive(Descriptor from, int length) throws Exception {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    while (text.length() < length) {
      int count = from.read(buffer);
      if (count < 0) {
        break;
      }
      text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }
}
