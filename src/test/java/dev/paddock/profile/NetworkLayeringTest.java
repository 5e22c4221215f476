package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkLayeringTest {
  @TempDir Path root;
  private ProfileFolders folders;

  @BeforeEach
  void makeFolders() {
    folders = new ProfileFolders(root);
  }

  @Test
  void anUntrustedProjectMayDoWithoutRegistriesButNotBringThemBack() throws Exception {
    folders.project("[network]\nregistries = false\n");
    assertThat(folders.load().profile().network().hasRegistries()).isFalse();
    assertThat(folders.load().notices()).isEmpty();

    folders.user("[network]\nregistries = false\n").project("[network]\nregistries = true\n");
    assertThat(folders.load().profile().network().hasRegistries()).isFalse();
    assertThat(folders.load().notices()).singleElement().asString().contains("registries");
  }

  @Test
  void theOrganisationsNoToRegistriesStays() throws Exception {
    folders.organisation("[network]\nregistries = false\n");
    folders.user("[network]\nregistries = true\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().network().hasRegistries()).isFalse();
    assertThat(loaded.notices()).singleElement().asString().contains("organisation");
  }

  @Test
  void aPrivateNameThatNothingAllowsIsToldAsHavingNoEffect() throws Exception {
    folders.user(
        "[network]\nallow = [\"a.example:5432\"]\nprivate = [\"a.example\", \"b.example\"]");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().network().mayBePrivate("a.example")).isTrue();
    assertThat(loaded.notices()).singleElement().asString().contains("b.example").contains(":3");
  }

  @Test
  void anUntrustedProjectNarrowsAHostThatIsAllowedUnread() throws Exception {
    folders.user("[network]\nallow = [\"a.example\"]\n");
    folders.project("[network.host.\"a.example\"]\nmethods = [\"GET\"]\n");

    LoadedProfile loaded = folders.load();

    assertThat(methods(loaded)).containsExactly(List.of("GET"));
    assertThat(loaded.notices()).isEmpty();
  }

  @Test
  void anUntrustedProjectOpensNoPortWithARule() throws Exception {
    folders.user("[network]\nallow = [\"a.example:5432\"]\n");
    folders.project("[network.host.\"a.example\"]\nmethods = [\"GET\"]\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().network().hosts()).isEmpty();
    assertThat(loaded.notices()).hasSize(1);
  }

  @Test
  void anUntrustedProjectNarrowsARuleWithinItsOwnCredential() throws Exception {
    String owners =
        """
        [credentials.x]
        from = "env:A"
        [network.host."a.example"]
        methods = ["GET", "POST"]
        credential = "x"
        """;
    folders.user(owners);
    folders.project(
        "[network.host.\"a.example\"]\nmethods = [\"GET\"]\npaths = [\"/a\"]\ncredential = \"x\"\n");
    assertThat(methods(folders.load())).containsExactly(List.of("GET"));

    folders.project("[network.host.\"a.example\"]\nmethods = [\"GET\"]\n");
    assertThat(methods(folders.load()))
        .as("without the credential, any other key could be sent")
        .containsExactly(List.of("GET", "POST"));
    assertThat(folders.load().notices()).hasSize(1);

    folders.project("[network.host.\"a.example\"]\nmethods = [\"PUT\"]\ncredential = \"x\"\n");
    assertThat(methods(folders.load())).containsExactly(List.of("GET", "POST"));
    assertThat(folders.load().notices()).hasSize(1);
  }

  @Test
  void ofARuleThatIsTooWideTheOwnersNarrowerOnesStay() throws Exception {
    folders.organisation("[network.host.\"a.example\"]\nmethods = [\"GET\"]\n");
    folders.user("[network.host.\"a.example\"]\nmethods = [\"HEAD\"]\npaths = [\"/x\"]\n");
    folders.project("[network.host.\"a.example\"]\nmethods = [\"GET\", \"PUT\"]\n");

    assertThat(methods(folders.load())).containsExactly(List.of("GET"));
  }

  private static List<List<String>> methods(LoadedProfile loaded) {
    return loaded.profile().network().hosts().stream().map(rule -> rule.value().methods()).toList();
  }
}
