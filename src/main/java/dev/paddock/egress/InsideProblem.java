package dev.paddock.egress;

import java.io.IOException;
import javax.net.ssl.SSLException;

/** Says why a connection from inside can't be read on. */
final class InsideProblem {
  private InsideProblem() {}

  /** Tells it, unless the client just went away. */
  static void tell(Destination destination, Throwable cause, EgressEvents events) {
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner instanceof SSLException) {
        events.failed(
            destination,
            "TLS with the program inside failed: %s. It has to trust the session's certificate."
                .formatted(message(inner)));
        return;
      }
    }
    if (!(cause instanceof IOException)) {
      events.failed(destination, "A request can't be read: %s.".formatted(message(cause)));
    }
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : Shown.sentence(message);
  }
}
