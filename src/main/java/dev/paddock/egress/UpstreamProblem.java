package dev.paddock.egress;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Says why a destination could not be reached. */
final class UpstreamProblem {
  private UpstreamProblem() {}

  /** Tells it, and returns the answer that a client gets. */
  static Clearance.Denied denied(Destination destination, Throwable cause, EgressEvents events) {
    if (cause instanceof RefusedException refused) {
      events.refused(refused.refusal());
      return new Clearance.Denied(403, refused.refusal());
    }
    return unreachable(destination, sentence(destination, cause), events);
  }

  /** Tells it, and returns the answer that a client gets. */
  static Clearance.Denied unreachable(Destination destination, String reason, EgressEvents events) {
    events.failed(destination, reason);
    return new Clearance.Denied(
        502,
        new Refusal(
            destination.text(),
            "upstream-failed",
            reason,
            "It is allowed (%s): see whether it can be reached from outside the session."
                .formatted(destination.origin())));
  }

  private static String sentence(Destination destination, Throwable cause) {
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner instanceof CertificateException) {
        return "The certificate that %s showed is not its own, or nobody known vouches for it: %s"
            .formatted(destination.text(), message(inner));
      }
    }
    return cause instanceof SSLException
        ? "TLS with %s failed: %s".formatted(destination.text(), message(cause))
        : "%s can't be reached: %s".formatted(destination.text(), message(cause));
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : Shown.sentence(message);
  }
}
