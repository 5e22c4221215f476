package dev.paddock.egress;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes answers of HTTP/1.1; an answer to HEAD has no body, whatever its head says. */
final class ResponseEncoder extends HttpResponseEncoder {
  private boolean head;

  /** Says which request is answered from now on. */
  void answers(String method) {
    head = method.equals("HEAD");
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse answer) {
    return super.isContentAlwaysEmpty(answer) || (head && answer.status().code() >= 200);
  }
}
