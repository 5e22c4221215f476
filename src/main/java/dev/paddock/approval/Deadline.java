package dev.paddock.approval;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;

/** Closes a channel, and so ends whatever is waiting on it, unless it is closed itself in time. */
final class Deadline implements Closeable {
  private final Thread clock;

  private Deadline(Thread clock) {
    this.clock = clock;
  }

  static Deadline of(Channel channel, Duration patience) {
    return new Deadline(
        Thread.ofVirtual().name("deadline").start(() -> closeAfter(channel, patience)));
  }

  private static void closeAfter(Channel channel, Duration patience) {
    try {
      Thread.sleep(patience);
      channel.close();
    } catch (InterruptedException | IOException e) {
      // In time; or closed already.
    }
  }

  @Override
  public void close() {
    clock.interrupt();
  }
}
