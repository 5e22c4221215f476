package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameFilesTest {
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
}
