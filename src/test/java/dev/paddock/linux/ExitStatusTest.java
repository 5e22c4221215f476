package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.linux.ExitStatus.Exited;
import dev.paddock.linux.ExitStatus.Killed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExitStatusTest {
  static IntStream codes() {
    return IntStream.range(0, 256);
  }

  static IntStream signals() {
    return IntStream.rangeClosed(1, 64);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aCodeIsTheSecondByte(int code) {
    assertThat(ExitStatus.ofWaitStatus(code << 8)).isEqualTo(new Exited(code));
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aSignalIsTheLowSevenBits(int signal) {
    assertThat(ExitStatus.ofWaitStatus(signal)).isEqualTo(new Killed(signal));
  }

  @ParameterizedTest
  @MethodSource("signals")
  void aCoreDumpDoesNotChangeTheSignal(int signal) {
    assertThat(ExitStatus.ofWaitStatus(signal | 0x80)).isEqualTo(new Killed(signal));
  }

  @Test
  void aShellShowsTheCodeItself() {
    assertThat(new Exited(7).shellCode()).isEqualTo(7);
  }

  @Test
  void aShellShowsASignalAs128AndItsNumber() {
    assertThat(new Killed(9).shellCode()).isEqualTo(137);
  }
}
