package dev.paddock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {
  private static final Path FOLDER = Path.of("/home/me/project");

  @ParameterizedTest
  @CsvSource({
    "https://host.example/a/b.git, HTTPS, host.example, 443, a/b",
    "https://me:key@HOST.example:8443/a/b, HTTPS, host.example, 8443, a/b",
    "http://host.example/a/b.git/, HTTP, host.example, 80, a/b",
    "ssh://git@host.example/a/b.git, SSH, host.example, 22, a/b",
    "ssh://git@host.example:2222/a/b.git, SSH, host.example, 2222, a/b",
    "git+ssh://git@host.example/a/b, SSH, host.example, 22, a/b",
    "git@host.example:a/b.git, SSH, host.example, 22, a/b",
    "work:a/b, SSH, work, 22, a/b",
    "git://host.example/a//b/./c.git, GIT, host.example, 9418, a/b/c",
  })
  void everyFormOfAnAddressIsRead(
      String url, RepositoryAddress.Scheme scheme, String host, int port, String path) {
    assertThat(RepositoryAddress.ofUrl(url, FOLDER))
        .hasValue(new RepositoryAddress(scheme, host, port, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c id",
        "foo::bar",
        "ftp://host.example/a",
        "https://host.example/../a",
        "https://host.example/",
        "",
        "https://host.example/a\u0000b"
      })
  void whatNoRelayCanServeIsNone(String url) {
    assertThat(RepositoryAddress.ofUrl(url, FOLDER)).isEmpty();
  }

  @Test
  void aPathOfThisMachineTellsItsLastNameOnly() {
    RepositoryAddress address = RepositoryAddress.ofUrl("../up.git", FOLDER).orElseThrow();

    assertThat(address.isLocal()).isTrue();
    assertThat(address.path()).endsWith("/up").doesNotContain("home", "me/");
    assertThat(RepositoryAddress.ofUrl("file:///home/me/up.git", FOLDER)).hasValue(address);
  }
}
