package dev.paddock.egress;

/** Says for people what ended something that should have gone on. */
final class Fault {
  /** EMFILE and ENFILE in the C library's words, which Netty repeats. */
  private static final String TOO_MANY_FILES = "Too many open files";

  private Fault() {}

  /** Returns the end of a sentence. */
  static String text(Throwable cause) {
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (String.valueOf(inner.getMessage()).contains(TOO_MANY_FILES)) {
        return "more connections are open than this process may have files (ulimit -n; each takes"
            + " two); raise the limit before you start the session, or let it open fewer";
      }
    }
    return "this is a fault of Paddock's, please report it: " + cause;
  }
}
