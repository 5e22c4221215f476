package dev.paddock.egress;

import io.netty.channel.Channel;
import java.io.IOException;

/** Ends connections that can't go on, and tells why. */
record Ending(Destination destination, EgressEvents events) {
  /** Refuses a TLS client. */
  void refuse(Channel client, TlsRefusal refusal) {
    events.refused(refusal.refusal());
    Connections.closeAfter(client, refusal.record());
  }

  /** Ends what a fault of ours or the other side's ends. */
  void fail(Channel client, Throwable cause) {
    events.failed(destination, message(cause));
    Connections.reset(client);
  }

  private String message(Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? destination.text() + ": " + cause.getMessage()
        : destination.text() + ": " + Fault.text(cause);
  }
}
