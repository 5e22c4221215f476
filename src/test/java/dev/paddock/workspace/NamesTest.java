package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void namesThatACaseFoldingFileSystemTakesForTheSameAreFoldedToTheSame() {
    assertThat(Names.fold(".GIT")).isEqualTo(".git");
    assertThat(Names.fold(".ba\u017Fhrc")).isEqualTo(".bashrc");
    assertThat(Names.fold("hoo\u212As")).isEqualTo("hooks");
  }

  @Test
  void charactersThatFileSystemsIgnoreHideNoName() {
    assertThat(Names.fold(".g\u200Cit")).isEqualTo(".git");
    assertThat(Names.fold("\uFEFF.envrc")).isEqualTo(".envrc");
  }

  @Test
  void aNameThatIsNoTextIsFoldedWithoutLosingItsBytes() {
    assertThat(Names.fold("A\uDCFF")).isEqualTo("a\uDCFF");
  }

  @Test
  void aStarStandsForAnyCharactersOrNone() {
    assertThat(Names.matches("lefthook.*", "lefthook.yml")).isTrue();
    assertThat(Names.matches("lefthook.*", "lefthook.")).isTrue();
    assertThat(Names.matches("lefthook.*", "lefthook")).isFalse();
    assertThat(Names.matches("*.tfstate*", "a.tfstate.backup")).isTrue();
    assertThat(Names.matches("*.tfstate*", "a.tfstat")).isFalse();
    assertThat(Names.matches("mise.*.toml", "mise.toml")).isFalse();
    assertThat(Names.matches("mise.*.toml", "mise.local.toml")).isTrue();
  }
}
