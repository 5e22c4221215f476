package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitCommandLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "git-upload-pack 'a/b.git' | git-upload-pack | a/b.git",
        "git upload-pack 'a/b.git' | git-upload-pack | a/b.git",
        "git-receive-pack '/a b'   | git-receive-pack | /a b",
        "git-receive-pack '/~/x'   | git-receive-pack | x",
        "git-receive-pack a/b.git  | git-receive-pack | a/b.git",
        "git-upload-pack 'a'\\''b' | git-upload-pack | a'b",
        "git-lfs-authenticate 'a/b' download | git-lfs-authenticate | a/b",
      })
  void whatGitWritesIsUnderstood(String line, String command, String path) {
    GitCommandLine parsed = GitCommandLine.parse(line).orElseThrow();

    assertThat(parsed.command()).isEqualTo(command);
    assertThat(parsed.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ls",
        "git-upload-pack",
        "git-upload-pack 'a' 'b'",
        "git-upload-pack 'a'; id",
        "git-upload-pack 'a",
        "git-upload-pack $(id)",
        "git-upload-pack `id`",
        "git-upload-pack --help 'a'",
        "git -c a=b upload-pack 'a'",
        "GIT-upload-pack 'a'",
      })
  void everythingElseIsNot(String line) {
    assertThat(GitCommandLine.parse(line)).isEmpty();
  }

  @Test
  void noTextBreaksTheReader() {
    Random random = new Random(5);
    String characters = "git-upload pack'\\!$`\"/~a \n\0";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder line = new StringBuilder("git-upload-pack '");
      for (int j = random.nextInt(20); j > 0; j--) {
        line.append(characters.charAt(random.nextInt(characters.length())));
      }
      GitCommandLine.parse(line.toString())
          .ifPresent(parsed -> assertThat(parsed.path()).isNotNull());
    }
  }
}
