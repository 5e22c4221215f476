package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final long MEMORY = 512L << 20;
  private static final int MOST = 2 * 4_096;

  /** Each keeps at most one buffer, and one more that was read when there was room still. */
  @Test
  void whatAllConnectionsKeepFitsInMemory() {
    long kept = IntStream.rangeClosed(1, MOST).mapToLong(n -> 2L * Connections.buffer(n)).sum();
    assertThat(kept).isLessThan(MEMORY);
  }

  @Test
  void fewConnectionsAreFast() {
    assertThat(Connections.buffer(60)).isEqualTo(Connections.BUFFER);
  }
}
