package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule that is added to the owner's own file leaves as it was, and what it refuses. */
class OwnersProfileTest {
  private static final String RULE = "Bash(npm publish --dry-run)";
  private static final String ENTRY = "\"" + RULE + "\"";

  @TempDir private Path root;
  private ProfileFolders folders;
  private Path file;

  @BeforeEach
  void makeFolders() {
    folders = new ProfileFolders(root);
    file = folders.config.resolve("profile.toml");
  }

  @Test
  void withoutAFileOneIsMadeForItsOwnerAlone() throws Exception {
    assertThat(add()).isTrue();

    assertThat(file).hasContent("[permissions]\nallow = [" + ENTRY + "]\n");
    assertThat(mode()).isEqualTo("rw-------");
    assertAllowed(RULE);
  }

  @Test
  void theSectionIsAddedAtTheEnd() {
    assertEdited(
        "# mine\n[files]\nhide = [\".env\"]  # all",
        "\n\n[permissions]\nallow = [" + ENTRY + "]\n");
  }

  @Test
  void theListIsAddedUnderItsHeader() {
    assertThat(after("[ permissions ] # x\nimport = true\n[files]\n"))
        .isEqualTo("[ permissions ] # x\nallow = [" + ENTRY + "]\nimport = true\n[files]\n");
    assertThat(after("[permissions]")).isEqualTo("[permissions]\nallow = [" + ENTRY + "]\n");
  }

  @Test
  void anEntryIsAddedToTheList() {
    assertThat(after("[permissions]\nallow = []\n"))
        .isEqualTo("[permissions]\nallow = [" + ENTRY + "]\n");
    assertThat(after("[permissions]\nallow = [ 'Bash(a])' ] # b\n"))
        .isEqualTo("[permissions]\nallow = [ 'Bash(a])', " + ENTRY + " ] # b\n");
    assertThat(after("[permissions]\nallow = [\"Bash(a \\\" ])\",]\n"))
        .isEqualTo("[permissions]\nallow = [\"Bash(a \\\" ])\", " + ENTRY + "]\n");
    assertThat(after("permissions.allow = [\"Bash(a)\"]\n"))
        .isEqualTo("permissions.allow = [\"Bash(a)\", " + ENTRY + "]\n");
  }

  @Test
  void aListOfLinesGetsALine() {
    assertThat(
            after(
                """
                [permissions]
                allow = [
                    "Bash(a)", # ] one
                    "Bash(b)"  # two
                ]
                """))
        .isEqualTo(
            """
            [permissions]
            allow = [
                "Bash(a)", # ] one
                "Bash(b)",  # two
                ENTRY,
            ]
            """
                .replace("ENTRY", ENTRY));
    assertThat(after("[permissions]\r\nallow = [\r\n  \"Bash(b)\",\r\n]\r\n"))
        .isEqualTo("[permissions]\r\nallow = [\r\n  \"Bash(b)\",\r\n  " + ENTRY + ",\r\n]\r\n");
    assertThat(after("[permissions]\nallow = [ # none\n]\n"))
        .isEqualTo("[permissions]\nallow = [ # none\n  " + ENTRY + ",\n]\n");
  }

  @Test
  void aRuleThatStandsThereIsNotWrittenAgain() throws Exception {
    String text = "[permissions]\nallow = [" + ENTRY + "]\n";
    folders.user(text);

    assertThat(add()).isFalse();
    assertThat(file).hasContent(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permissions = { import = true }\n",
        "permissions.import = true\n",
        "permissions = 1\n",
        "[permissions]\nallow = 1\n",
        "[permissions]\nallow = [[\"a\"]]\n",
        "[permissions]\n\"allow\" = {}\n",
        "[[permissions]]\n",
        "[permissions.x]\na = 1\n",
        "['permissions']\nimport = true\n",
        "[files\n"
      })
  void whatCantBeEditedSafelyIsRefusedWithTheLineToAdd(String text) {
    folders.user(text);

    assertThatExceptionOfType(EntryException.class)
        .isThrownBy(this::add)
        .satisfies(e -> assertThat(e.remedy()).contains("allow = [" + ENTRY + "]"));
    assertThat(file).hasContent(text);
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @Test
  void aHeaderInAStringIsNotTakenForOne() {
    String text = "[auto_mode]\nallow = ['''\n[permissions]\n''']\n[permissions]\nimport = true\n";
    folders.user(text);

    assertThatExceptionOfType(EntryException.class).isThrownBy(this::add);
    assertThat(file).hasContent(text);
  }

  @Test
  void modeAndLinkStay() throws Exception {
    Path real = Files.createDirectories(folders.home.resolve("dotfiles")).resolve("p.toml");
    Files.writeString(real, "# mine\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(file, real);

    assertThat(add()).isTrue();

    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(mode()).isEqualTo("rw-r-----");
    assertThat(Files.readString(real)).startsWith("# mine\n").contains(ENTRY);
    try (var files = Files.list(real.getParent())) {
      assertThat(files).containsExactly(real);
    }
  }

  @Test
  void aFileThatOthersCanWriteIsRefused() throws Exception {
    folders.user("# mine\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThatExceptionOfType(EntryException.class)
        .isThrownBy(this::add)
        .withMessageContaining("writable by others");
  }

  @Test
  void whatIsNoRuleForCommandsIsRefused() {
    for (String rule : List.of("", "Edit(x)", "Bash(a\nb)", "Bash(\u001b)")) {
      assertThatExceptionOfType(EntryException.class)
          .isThrownBy(() -> new OwnersProfile(file, folders.home).allow(rule));
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void whateverAFileHoldsOnlyTheRuleIsAddedOrNothingIsWritten() throws Exception {
    String seed =
        "# a\n[files]\nhide = [\".env*\"]\n[permissions] # b\nimport = true\nallow = [\n"
            + "  \"Bash(x)\", # c\n  'Bash(y)'\n]\n[limits]\nmemory = \"8G\"\n";
    List<String> pieces =
        List.of("[", "]", "\"", "'", "#", ",", "\n", "=", "[permissions]\n", "allow = []", "\\");
    Random random = new Random(6);
    int edited = 0;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(seed);
      for (int times = random.nextInt(3); times >= 0; times--) {
        text.insert(random.nextInt(text.length()), pieces.get(random.nextInt(pieces.size())));
      }
      try {
        String after = AllowLines.add(text.toString(), "p", RULE).orElseThrow();
        assertThat(after.length()).isGreaterThan(text.length());
        assertThat(AllowLines.add(after, "p", RULE)).isEmpty();
        edited++;
      } catch (EntryException e) {
        assertThat(e.remedy()).contains(ENTRY);
      }
    }
    assertThat(edited).isGreaterThan(300);
  }

  private boolean add() throws Exception {
    return new OwnersProfile(file, folders.home).allow(RULE);
  }

  private String after(String text) {
    try {
      folders.user(text);
      assertThat(add()).isTrue();
      assertThat(add()).isFalse();
      return Files.readString(file);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void assertEdited(String before, String added) {
    assertThat(after(before)).isEqualTo(before + added);
  }

  private void assertAllowed(String rule) throws Exception {
    assertThat(folders.load().profile().permissions().allow())
        .extracting(Sourced::value)
        .contains(rule);
  }

  private String mode() throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
