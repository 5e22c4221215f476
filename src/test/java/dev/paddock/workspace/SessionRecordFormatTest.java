package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.workspace.Protected.Guarding;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRecordFormatTest {
  private static final Identity IDENTITY = new Identity(1L << 40, -2, Long.MAX_VALUE);
  private static final SessionRecord RECORD =
      new SessionRecord(
          "s-1",
          "/home/a b/100%",
          IDENTITY,
          Scratch.NOW,
          List.of(
              Scratch.file(".envrc", 1),
              link("\uDCFF\n/.vscode", new LinkTarget.Inside("x y", IDENTITY, true)),
              link("b", new LinkTarget.Outside("/o")),
              link("c", new LinkTarget.Nowhere()),
              link("d\uD83D\uDE00", new LinkTarget.Unreadable())),
          List.of(new BareRepository("", IDENTITY, List.of())),
          List.of(
              new Naming(IDENTITY, "../a b", true, "why"), new Naming(IDENTITY, "c", false, "")));

  private static Protected link(String path, LinkTarget target) {
    return new Protected(
        path, Kind.SYMBOLIC_LINK, IDENTITY, target, Guarding.MASKED, Protection.RUNS, "");
  }

  @Test
  void whatIsWrittenIsReadAgainWhateverTheNames() {
    assertThat(SessionRecordFormat.read(SessionRecordFormat.write(RECORD))).isEqualTo(RECORD);
  }

  @Test
  void aRecordThatIsCutOffAnywhereIsRefused() {
    String text = SessionRecordFormat.write(RECORD);
    for (int length = 0; length < text.length(); length++) {
      String part = text.substring(0, length);
      assertThatThrownBy(() -> SessionRecordFormat.read(part))
          .as(part)
          .isInstanceOf(WorkspaceException.class);
    }
  }

  @Test
  void aLineThatIsMissingIsRefused() {
    String text = SessionRecordFormat.write(RECORD).replaceFirst("\nprotected [^\n]*", "");
    assertThatThrownBy(() -> SessionRecordFormat.read(text))
        .hasMessageContaining("is expected in the line \"end");
  }

  @Test
  void aWordThatIsUnknownIsRefusedWithItsLine() {
    String text = SessionRecordFormat.write(RECORD).replace(" masked ", " masqued ");
    assertThatThrownBy(() -> SessionRecordFormat.read(text))
        .hasMessageStartingWith("\"masqued\" is not known here in the line \"protected ");
  }
}
