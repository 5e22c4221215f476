package dev.paddock.egress;

import java.io.IOException;

/** Makes connections to servers that run inside. Thread-safe. */
@FunctionalInterface
public interface InsideConnector {
  /**
   * Connects to 127.0.0.1 inside; blocks.
   *
   * @return the descriptor of a connected, non-blocking TCP socket, which belongs to the caller
   * @throws IOException if nobody listens there; the message is for people
   */
  int connect(int port) throws IOException;
}
