package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsStandBelowEachOther() {
    assertThat(printed(Integer.MAX_VALUE))
        .containsExactly(
            "ID                       WHAT",
            "a                        short",
            "a-name-that-is-too-long  and a text that is too long for its column as well");
  }

  @Test
  void onATerminalARowFitsAndNothingOfItIsLost() {
    assertThat(printed(40))
        .containsExactly(
            "ID                   WHAT",
            "a                    short",
            "a-name-that-is-too-  and a text that is",
            "long                 too long for its",
            "                     column as well")
        .allMatch(line -> line.length() <= 40);
  }

  private static String[] printed(int width) {
    Table table = new Table("ID", "WHAT");
    table.add("a", "short");
    table.add("a-name-that-is-too-long", "and a text that is too long for its column as well");
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out), width);
    return out.toString().strip().split("\n", -1);
  }
}
