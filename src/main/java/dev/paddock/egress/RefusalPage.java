package dev.paddock.egress;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client gets instead of an answer.
 *
 * @param status of HTTP
 * @param fields the answer's head
 * @param body UTF-8
 */
record RefusalPage(int status, List<HeaderField> fields, byte[] body) {
  /** Writes the page: as text, unless the client likes JSON better. */
  static RefusalPage of(int status, Refusal refusal, Optional<String> accept) {
    boolean json = accept.map(RefusalPage::prefersJson).orElse(false);
    byte[] body = (json ? json(refusal) : text(status, refusal)).getBytes(StandardCharsets.UTF_8);
    return new RefusalPage(
        status,
        List.of(
            new HeaderField(
                "Content-Type",
                json ? "application/json; charset=utf-8" : "text/plain; charset=utf-8"),
            new HeaderField("Content-Length", String.valueOf(body.length)),
            new HeaderField("Cache-Control", "no-store"),
            new HeaderField("X-Content-Type-Options", "nosniff"),
            new HeaderField("X-Paddock-Rule", refusal.rule())),
        body);
  }

  private static String text(int status, Refusal refusal) {
    String reason = refusal.reason();
    String open = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    String what = status == 502 ? "could not pass this request on" : "refused this request";
    return "Paddock %s: %s (rule %s). %s\n".formatted(what, open, refusal.rule(), refusal.remedy());
  }

  private static String json(Refusal refusal) {
    return "{\"error\":{\"tool\":\"paddock\",\"rule\":%s,\"reason\":%s,\"remedy\":%s}}\n"
        .formatted(quoted(refusal.rule()), quoted(refusal.reason()), quoted(refusal.remedy()));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }

  /** Whether nothing is liked as well as {@code application/json} (RFC 9110 12.5.1). */
  private static boolean prefersJson(String accept) {
    double json = 0;
    double other = 0;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
      double weight = weight(parts);
      if (parts[0].strip().equals("application/json")) {
        json = Math.max(json, weight);
      } else {
        other = Math.max(other, weight);
      }
    }
    return json > other;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.matches("q=[01](\\.\\d{0,3})?")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
