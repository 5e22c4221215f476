package dev.paddock.egress;

/**
 * A host and port at which a git relay answers in the host's stead.
 *
 * @param host a name as of RFC 1123 in lower case without a dot at its end, also one label, or an
 *     IPv4 address
 * @param port 1 to 65535
 * @param speech what is spoken there
 * @param origin what makes it a git host, for people: {@code the remote origin} say
 */
public record Relayed(String host, int port, Speech speech, String origin) {
  /** What is spoken with a git host. */
  public enum Speech {
    /** HTTP in TLS, which is opened outside with the session's own authority. */
    HTTPS("https"),
    HTTP("http"),
    SSH("ssh"),
    /** The protocol of git-daemon(1). */
    GIT("git");

    private final String word;

    Speech(String word) {
      this.word = word;
    }
  }

  /** Returns the line that a relay reads first on each connection. */
  String preamble() {
    return speech.word + " " + host + " " + port + "\n";
  }
}
