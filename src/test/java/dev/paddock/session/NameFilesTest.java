package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameFilesTest {
  @Test
  void aLinkIsFollowedThroughFoldersThatAreLinks(@TempDir Path folder) throws Exception {
    Path root = folder.toRealPath();
    Files.createDirectories(root.resolve("run/resolver"));
    Files.createDirectories(root.resolve("var"));
    Files.createDirectories(root.resolve("etc"));
    Files.createSymbolicLink(root.resolve("var/run"), root.resolve("run"));
    Path link = root.resolve("etc/resolv.conf");
    for (String there : new String[] {"../var/run/resolver/conf", "../var/run/none/conf"}) {
      Files.createSymbolicLink(link, Path.of(there));
      assertThat(NameFiles.target(link))
          .isEqualTo(root.resolve(there.replace("../var/run", "run")));
      Files.delete(link);
    }
    assertThat(NameFiles.target(root.resolve("var/run/resolver/conf")))
        .isEqualTo(root.resolve("run/resolver/conf"));
  }

  @Test
  void addressesThatCannotBeReachedAreLeftOut() {
    assertThat(
            NameFiles.hosts(
                "127.0.0.1 localhost\n10.0.0.5 db.example.com # the database\nfe00::0 ip6-localnet\n",
                "",
                name -> false))
        .isEqualTo("127.0.0.1\tlocalhost\n");
  }

  @Test
  void ownNamesForThisMachineStay() {
    assertThat(
            NameFiles.hosts(
                "127.0.0.1\tlocalhost app.test\n::1 localhost ip6-localhost\n", "", name -> false))
        .isEqualTo("127.0.0.1\tlocalhost app.test\n::1\tlocalhost ip6-localhost\n");
  }

  @Test
  void aNameThatTheResolverKnowsIsAskedOfTheResolver() {
    assertThat(
            NameFiles.hosts(
                "127.0.0.1 localhost\n127.0.0.1 api.test\n", "", name -> name.equals("api.test")))
        .isEqualTo("127.0.0.1\tlocalhost\n");
  }

  @Test
  void theMachineFindsItselfByItsName() {
    assertThat(NameFiles.hosts("172.17.0.2 4711abcd\n", "4711abcd", name -> false))
        .isEqualTo("127.0.0.1\tlocalhost\n127.0.1.1\t4711abcd\n");
    assertThat(NameFiles.hosts("127.0.0.1 localhost\n127.0.1.1 desk\n", "desk", name -> false))
        .isEqualTo("127.0.0.1\tlocalhost\n127.0.1.1\tdesk\n");
  }

  @Test
  void aHostsFileMayBeOfAnyCharacterSet(@TempDir Path folder) throws Exception {
    Path hosts = folder.resolve("hosts");
    Files.write(hosts, new byte[] {'#', (byte) 0xFC, '\n'});
    assertThat(NameFiles.read(hosts)).isEqualTo("#\u00fc\n");
  }
}
