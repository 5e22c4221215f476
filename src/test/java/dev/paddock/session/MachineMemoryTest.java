package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineMemoryTest {
  private static final long GIB = 1L << 30;

  @Test
  void thisMachinesMemoryIsRead() throws Exception {
    assertThat(MachineMemory.read().total()).isBetween(GIB / 8, 1L << 50);
  }

  @Test
  void aProcessMayHaveAnEighthOfALargeMachine() {
    assertThat(new MachineMemory(64 * GIB).perProcess()).isEqualTo(8 * GIB);
  }

  @Test
  void aProcessMayHaveTwoGibibytesOfASmallMachine() {
    assertThat(new MachineMemory(4 * GIB).perProcess()).isEqualTo(2 * GIB);
  }

  @Test
  void whatLivesInMemoryMayTakeHalfOfIt() {
    assertThat(new MachineMemory(64 * GIB).scratch()).isEqualTo(32 * GIB);
  }
}
