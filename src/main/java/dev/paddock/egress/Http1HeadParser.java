package dev.paddock.egress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the head of an HTTP/1 request (RFC 9112), stricter than servers do: where the standard lets
 * a recipient choose what to make of it, it is refused, so that nobody behind can choose otherwise.
 */
public final class Http1HeadParser {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/1\\.([01])");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)", Pattern.DOTALL);
  private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://([^/?]*)(.*)");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final int MOST_FIELDS = 200;

  private Http1HeadParser() {}

  /**
   * Reads a head.
   *
   * @param bytes up to the empty line and with it
   * @throws MalformedException if it could be read in more than one way
   */
  public static Http1Head parse(byte[] bytes) throws MalformedException {
    List<String> lines = lines(bytes);
    Matcher line = REQUEST_LINE.matcher(lines.getFirst());
    if (!line.matches()) {
      throw new MalformedException(
          lines.getFirst().equals("PRI * HTTP/2.0")
              ? "HTTP/2 without TLS is not let through."
              : "The first line is no request of HTTP/1.1.");
    }
    int minor = line.group(3).charAt(0) - '0';
    List<HeaderField> all = fields(lines.subList(1, lines.size()));
    List<String> hosts =
        all.stream().filter(field -> field.is("Host")).map(HeaderField::value).toList();
    if (hosts.size() > 1 || (hosts.isEmpty() && minor == 1)) {
      throw new MalformedException("The request has not exactly one Host header.");
    }
    String target = line.group(2);
    Matcher absolute = ABSOLUTE.matcher(target);
    if (absolute.matches()) {
      if (hosts.isEmpty() || !absolute.group(1).equalsIgnoreCase(hosts.getFirst())) {
        throw new MalformedException("The URL and the Host header name different hosts.");
      }
      target = absolute.group(2).startsWith("/") ? absolute.group(2) : "/" + absolute.group(2);
    }
    List<HeaderField> fields = all.stream().filter(field -> !field.is("Host")).toList();
    return new Http1Head(
        new RequestHead(line.group(1), target, hosts, fields), minor, framing(fields, minor));
  }

  /** Reads lines of fields; also used for trailers. */
  static List<HeaderField> fields(List<String> lines) throws MalformedException {
    if (lines.size() > MOST_FIELDS) {
      throw new MalformedException("There are more than " + MOST_FIELDS + " headers.");
    }
    List<HeaderField> fields = new ArrayList<>();
    for (String line : lines) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new MalformedException(
            line.startsWith(" ") || line.startsWith("\t")
                ? "A header is folded over several lines."
                : "A line is no header.");
      }
      String value = trimmed(field.group(2));
      if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f))) {
        throw new MalformedException("A header has a control character.");
      }
      fields.add(new HeaderField(field.group(1), value));
    }
    return fields;
  }

  /** Splits at CR LF; the empty line at the end is left out. */
  static List<String> lines(byte[] bytes) throws MalformedException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> lines = List.of(text.substring(0, text.length() - 4).split("\r\n", -1));
    for (String line : lines) {
      if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0 || line.indexOf('\0') >= 0) {
        throw new MalformedException("A line has a bare CR, a bare LF or a NUL.");
      }
    }
    return lines;
  }

  private static Http1Head.Framing framing(List<HeaderField> fields, int minor)
      throws MalformedException {
    List<String> codings = values(fields, "Transfer-Encoding");
    List<String> lengths = values(fields, "Content-Length");
    if (codings.isEmpty() && lengths.isEmpty()) {
      return new Http1Head.Framing.Length(0);
    }
    if (codings.size() + lengths.size() > 1) {
      throw new MalformedException("The request says more than once how long its body is.");
    }
    if (lengths.isEmpty()) {
      if (minor == 0 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw new MalformedException("The request has a transfer coding other than chunked.");
      }
      return new Http1Head.Framing.Chunked();
    }
    if (!LENGTH.matcher(lengths.getFirst()).matches()) {
      throw new MalformedException("The length of the body is no number.");
    }
    return new Http1Head.Framing.Length(Long.parseLong(lengths.getFirst()));
  }

  private static List<String> values(List<HeaderField> fields, String name) {
    return fields.stream().filter(field -> field.is(name)).map(HeaderField::value).toList();
  }

  /** Without spaces and tabs around it; no other character counts as white space. */
  private static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && (value.charAt(from) == ' ' || value.charAt(from) == '\t')) {
      from++;
    }
    while (to > from && (value.charAt(to - 1) == ' ' || value.charAt(to - 1) == '\t')) {
      to--;
    }
    return value.substring(from, to);
  }
}
