package dev.paddock.egress;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps Netty from writing to the terminal, which is the session's. What matters of what it would
 * say reaches the handlers here as an exception and is told from there.
 */
final class QuietNetty {
  // Loggers that nobody holds are forgotten, and their level with them.
  private static final Logger NETTY = Logger.getLogger("io.netty");

  private QuietNetty() {}

  static void please() {
    NETTY.setLevel(Level.OFF);
  }
}
