package dev.paddock.cli;

import dev.paddock.approval.ShownQuestion;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A question as it is printed. The action's own lines begin with a bar, so that none of them looks
 * like a line of Paddock's.
 */
final class QuestionText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private QuestionText() {}

  static void print(String session, ShownQuestion question, PrintWriter out) {
    out.println(
        line(
            question.id()
                + "  "
                + question.asker()
                + " in session "
                + session
                + (question.waits() ? "  waits since " : "  " + past(question) + " at ")
                + TIME.format(question.since().atZone(ZoneId.systemDefault()))));
    List<String> lines = Text.printable(question.text()).lines().toList();
    lines.forEach(text -> out.println("  | " + text));
    if (!question.whole()) {
      out.println("  ! This is not all of it: it is too long to be shown, or allowed, here.");
    }
    if (!Text.printable(question.text()).equals(question.text())) {
      out.println("  ! It holds characters that can't be shown; they are ? above.");
    }
    out.println(line("  " + question.tool() + " in " + question.cwd()));
    out.println(line("  rule: " + question.rule() + " (" + question.enforcement() + ")"));
    out.println(line("  why: " + question.reason()));
    question.effects().forEach(effect -> out.println(line("  effect: " + effect)));
    question.evidence().forEach(evidence -> out.println(line("  evidence: " + evidence)));
    if (!question.remedy().isEmpty()) {
      out.println(line("  what would change it: " + question.remedy()));
    }
    if (!question.mayBeAllowed()) {
      out.println("  ! Nobody can allow it here: this rule is a hard denial.");
    }
  }

  /** For programs, texts as they are. */
  static Map<String, Object> row(String session, ShownQuestion question) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session", session);
    row.put("id", question.id());
    row.put("fingerprint", question.fingerprint());
    row.put("since", question.since().toString());
    row.put("waits", question.waits());
    row.put("asker", question.asker());
    row.put("tool", question.tool());
    row.put("text", question.text());
    row.put("whole", question.whole());
    row.put("cwd", question.cwd());
    row.put("verdict", question.verdict());
    row.put("rule", question.rule());
    row.put("enforcement", question.enforcement());
    row.put("reason", question.reason());
    row.put("remedy", question.remedy());
    row.put("effects", question.effects());
    row.put("evidence", question.evidence());
    row.put("may_be_allowed", question.mayBeAllowed());
    return row;
  }

  private static String past(ShownQuestion question) {
    return question.verdict().equals("ask") ? "asked" : "denied";
  }

  private static String line(String text) {
    return Text.printable(text).replace('\n', ' ');
  }
}
