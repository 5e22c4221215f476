package dev.paddock.approval;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What goes over the socket: one request of one line for each connection, and its reply. A list is
 * how many of each kind follow, then a line for each question. Unknown fields are refused in
 * requests. Pure.
 */
final class Wire {
  static final int LONGEST_REQUEST = 1_024;

  /** A question's text may be of characters that JSON needs six bytes for. */
  static final int LONGEST_REPLY = 2 * 1_024 * 1_024;

  static final int MOST_QUESTIONS = 1_000;

  private static final String DO = "do";

  private Wire() {}

  /** What a client asks for. */
  sealed interface Request {
    /** All questions, now. */
    record Show() implements Request {}

    /** Takes an answer. */
    record Give(String id, String fingerprint, Answer answer) implements Request {}
  }

  static String write(Request request) {
    return Json.line(
        switch (request) {
          case Request.Show _ -> ordered(DO, "list");
          case Request.Give(String id, String fingerprint, Answer answer) ->
              ordered(DO, "answer", "id", id, "fingerprint", fingerprint, "answer", word(answer));
        });
  }

  static Request request(String line) throws MalformedException {
    JsonNode row = Json.object(line);
    return switch (Json.text(row, DO)) {
      case "list" -> of(row, 1, new Request.Show());
      case "answer" ->
          of(
              row,
              4,
              new Request.Give(
                  Json.text(row, "id"),
                  Json.text(row, "fingerprint"),
                  answer(Json.text(row, "answer"))));
      default -> throw new MalformedException("nobody knows what is to be done");
    };
  }

  private static Request of(JsonNode row, int fields, Request request) throws MalformedException {
    if (row.size() != fields) {
      throw new MalformedException("there are fields too many");
    }
    return request;
  }

  static List<String> write(QuestionList list) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Json.line(
            ordered(
                "waiting", list.waiting().size(),
                "denied", list.denied().size())));
    list.waiting().forEach(question -> lines.add(write(question)));
    list.denied().forEach(question -> lines.add(write(question)));
    return lines;
  }

  static String write(ShownQuestion question) {
    return Json.line(
        ordered(
            "id", question.id(),
            "fingerprint", question.fingerprint(),
            "since", question.since().toString(),
            "waits", question.waits(),
            "asker", question.asker(),
            "tool", question.tool(),
            "text", question.text(),
            "whole", question.whole(),
            "cwd", question.cwd(),
            "verdict", question.verdict(),
            "rule", question.rule(),
            "enforcement", question.enforcement(),
            "reason", question.reason(),
            "remedy", question.remedy(),
            "effects", question.effects(),
            "evidence", question.evidence(),
            "may_be_allowed", question.mayBeAllowed()));
  }

  static ShownQuestion question(String line) throws MalformedException {
    JsonNode row = Json.object(line);
    return new ShownQuestion(
        Json.text(row, "id"),
        Json.text(row, "fingerprint"),
        instant(Json.text(row, "since")),
        Json.truth(row, "waits"),
        Json.text(row, "asker"),
        Json.text(row, "tool"),
        Json.text(row, "text"),
        Json.truth(row, "whole"),
        Json.text(row, "cwd"),
        Json.text(row, "verdict"),
        Json.text(row, "rule"),
        Json.text(row, "enforcement"),
        Json.text(row, "reason"),
        Json.text(row, "remedy"),
        texts(row.path("effects")),
        texts(row.path("evidence")),
        Json.truth(row, "may_be_allowed"));
  }

  static String taken() {
    return Json.line(ordered("answered", true));
  }

  static String refused(String reason, String remedy) {
    return Json.line(ordered("refused", reason, "remedy", remedy));
  }

  /** Returns the refusal that a reply is, if it is one. */
  static Optional<AnswerException> refusal(JsonNode reply) throws MalformedException {
    return reply.has("refused")
        ? Optional.of(new AnswerException(Json.text(reply, "refused"), Json.text(reply, "remedy")))
        : Optional.empty();
  }

  static int count(JsonNode head, String key) throws MalformedException {
    long number = Json.number(head, key);
    if (number < 0 || number > MOST_QUESTIONS) {
      throw new MalformedException("\"" + key + "\" is no number of questions");
    }
    return (int) number;
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case ALLOW_ONCE -> "allow-once";
      case ALLOW_SESSION -> "allow-session";
      case DENY -> "deny";
    };
  }

  private static Answer answer(String word) throws MalformedException {
    return switch (word) {
      case "allow-once" -> Answer.ALLOW_ONCE;
      case "allow-session" -> Answer.ALLOW_SESSION;
      case "deny" -> Answer.DENY;
      default -> throw new MalformedException("this is no answer");
    };
  }

  private static Instant instant(String text) throws MalformedException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedException("\"since\" is no time");
    }
  }

  private static List<String> texts(JsonNode array) throws MalformedException {
    if (!array.isArray()) {
      throw new MalformedException("a list is missing");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isString()) {
        throw new MalformedException("a list holds something else than texts");
      }
      texts.add(element.asString());
    }
    return texts;
  }

  /** Takes keys and values by turns. */
  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
