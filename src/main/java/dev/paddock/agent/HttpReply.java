package dev.paddock.agent;

import java.nio.charset.StandardCharsets;

/**
 * A response of HTTP/1.1 with which the connection ends.
 *
 * @param bytes all of it
 */
record HttpReply(byte[] bytes) {
  static HttpReply text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.endsWith("\n") ? text : text + "\n");
  }

  /** An answer in JSON; one that says nothing is an object that says nothing. */
  static HttpReply json(HookAnswer answer) {
    return answer.status() == 0
        ? of(200, "application/json", answer.out().isEmpty() ? "{}\n" : answer.out())
        : text(403, answer.err());
  }

  /** An answer in lines, the last of which tells that nothing is missing. */
  static HttpReply lines(HookAnswer answer) {
    return of(200, "text/plain; charset=utf-8", CommandLines.write(answer));
  }

  private static HttpReply of(int status, String type, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, status == 200 ? "OK" : "Refused", type, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return new HttpReply(all);
  }
}
