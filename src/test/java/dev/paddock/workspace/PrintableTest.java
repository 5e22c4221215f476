package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.linux.DirectoryReader.Kind;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatATerminalWouldObeyOrHideIsWrittenAsItsCode() {
    assertThat(Printable.of("a\u001b[2J\n\u202eb\u200b\uDCFF\u2028"))
        .isEqualTo("a\\u001b[2J\\u000a\\u202eb\\u200b\\udcff\\u2028");
  }

  @Test
  void whatIsVisibleStays() {
    assertThat(Printable.of("a b/\u00e4\u4e2d\uD83D\uDE00"))
        .isEqualTo("a b/\u00e4\u4e2d\uD83D\uDE00");
  }

  @Test
  void messagesAndReportsAreSafeToPrint() {
    assertThat(new WorkspaceException("x\u001by")).hasMessage("x\\u001by");
    assertThat(new WorkspaceException("x", new IllegalStateException("\u202e")))
        .hasMessage("x (\\u202e)");
    assertThat(new Finding("a\nb", "c")).hasToString("a\\u000ab is still there: c");
    assertThat(new Taken(1, "a\nb", Kind.FILE, 0, Scratch.NOW, "c")).hasToString("a\\u000ab (c)");
  }
}
