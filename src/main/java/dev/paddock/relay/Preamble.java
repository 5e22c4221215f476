package dev.paddock.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of each connection: what is spoken, and which host and port the session believes
 * to be connected with.
 */
record Preamble(Speech speech, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(https|http|ssh|git) ([a-z0-9._-]{1,253}) ([1-9][0-9]{0,4})");
  private static final int LONGEST = 300;

  /** What is spoken. */
  enum Speech {
    HTTPS,
    HTTP,
    SSH,
    GIT
  }

  /**
   * Reads it, and nothing behind it.
   *
   * @throws IOException if it is none
   */
  static Preamble read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.size() == LONGEST) {
        throw new IOException("The connection does not begin as the session's do");
      }
      line.write(c);
    }
    Matcher form = FORM.matcher(line.toString(StandardCharsets.US_ASCII));
    if (!form.matches()) {
      throw new IOException("The connection does not begin as the session's do");
    }
    Speech speech =
        switch (form.group(1)) {
          case "https" -> Speech.HTTPS;
          case "http" -> Speech.HTTP;
          case "ssh" -> Speech.SSH;
          default -> Speech.GIT;
        };
    return new Preamble(speech, form.group(2), Integer.parseInt(form.group(3)));
  }

  /** Returns the URL of a path at this host. */
  String url(String path) {
    String scheme = speech == Speech.HTTP ? "http" : "https";
    int usual = speech == Speech.HTTP ? 80 : 443;
    boolean written =
        switch (speech) {
          case HTTP, HTTPS -> port != usual;
          case SSH, GIT -> false;
        };
    return scheme + "://" + host + (written ? ":" + port : "") + path;
  }
}
