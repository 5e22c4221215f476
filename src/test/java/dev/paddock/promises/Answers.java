package dev.paddock.promises;

import java.util.HashMap;
import java.util.Map;

/** What a script inside found out: lines of a name, a space and what it saw. */
final class Answers {
  private final Map<String, String> answers = new HashMap<>();
  private final Result result;

  Answers(Result result) {
    this.result = result;
    for (String line : result.lines()) {
      int space = line.indexOf(' ');
      if (space > 0) {
        answers.put(line.substring(0, space), line.substring(space + 1));
      }
    }
  }

  String to(String name) {
    String answer = answers.get(name);
    if (answer == null) {
      throw new AssertionError(
          "no answer to " + name + "\nout: " + result.out() + "\nerr: " + result.err());
    }
    return answer;
  }
}
