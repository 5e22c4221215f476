package dev.paddock.provenance;

import java.util.ArrayList;
import java.util.List;

/** Parts a command line where the shell does, outside of quotes. Pure; only for comparing texts. */
final class CommandStages {
  private CommandStages() {}

  static List<String> of(String command) {
    List<String> stages = new ArrayList<>();
    StringBuilder stage = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
        stage.append(c).append(command.charAt(++i));
      } else if (quote != 0) {
        stage.append(c);
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        stage.append(c);
        quote = c;
      } else if (";|&\n".indexOf(c) >= 0) {
        stages.add(stage.toString().strip());
        stage.setLength(0);
      } else {
        stage.append(c);
      }
    }
    stages.add(stage.toString().strip());
    return stages.stream().filter(text -> !text.isEmpty()).distinct().toList();
  }
}
