package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParseResult;

class TaskTextTest {
  @TempDir private Path folder;

  @Test
  void aTaskIsTheOwnersWordsOrAFileThatHoldsThem() throws Exception {
    Files.writeString(folder.resolve("task.md"), "Mend ü.\n\n\t- don't push\n");

    assertThat(TaskText.read(" mend it ", folder)).isEqualTo("mend it");
    assertThat(TaskText.read("@task.md", folder)).isEqualTo("Mend ü.\n\n\t- don't push");
    assertThat(TaskText.read("@" + folder.resolve("task.md"), folder)).startsWith("Mend");
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    Files.write(folder.resolve("latin1"), new byte[] {'a', (byte) 0xfc});
    Files.writeString(folder.resolve("large"), "x".repeat(64 * 1024 + 1));
    Files.writeString(folder.resolve("empty"), " \n");

    for (String value :
        List.of(
            "",
            " ",
            "@",
            "@missing",
            "@.",
            "@latin1",
            "@large",
            "@empty",
            "@\0",
            "a\u001b[2J",
            "a\rb",
            "a\u0085",
            "a\ud800",
            "x".repeat(64 * 1024 + 1))) {
      assertThatIOException()
          .as(value)
          .isThrownBy(() -> TaskText.read(value, folder))
          .withMessageContaining("--task");
    }
  }

  @Test
  void aWordThatNamesAFileIsNotReplacedByItsContent() throws Exception {
    Path file = Files.writeString(folder.resolve("words"), "--hide everything");

    ParseResult run =
        Main.commandLine("run")
            .parseArgs("run", "--task", "@" + file, "--", "tar", "@" + file)
            .subcommand();

    assertThat(Options.value(run, "--task")).contains("@" + file);
    assertThat(run.<List<String>>matchedPositionalValue(0, List.of()))
        .containsExactly("tar", "@" + file);
  }
}
