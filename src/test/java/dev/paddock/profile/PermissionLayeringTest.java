package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionLayeringTest {
  private static final String OFF = "[permissions]\nimport = false\n";
  private static final String ON = "[permissions]\nimport = true\n";
  private static final Origin ORIGIN = new Origin(Layer.PERMISSIONS, "settings.json", 3);

  @TempDir private Path root;
  private ProfileFolders folders;

  @BeforeEach
  void makeFolders() {
    folders = new ProfileFolders(root);
  }

  @Test
  void agentsRulesAreReadUnlessAnOwnerSaysNo() throws Exception {
    assertThat(folders.load().profile().permissions().areRead()).isTrue();
    assertThat(folders.user(OFF).load().profile().permissions().areRead()).isFalse();
  }

  @Test
  void anUntrustedProjectCanBringThemBackButNotLeaveThemOut() throws Exception {
    LoadedProfile off = folders.project(OFF).load();
    assertThat(off.profile().permissions().areRead()).isTrue();
    assertThat(off.notices()).singleElement().asString().contains("permissions.import");

    assertThat(folders.user(OFF).project(ON).load().profile().permissions().areRead()).isTrue();
  }

  @Test
  void theOrganisationsYesStays() throws Exception {
    folders.organisation(ON);
    LoadedProfile loaded = folders.user(OFF).load();

    assertThat(loaded.profile().permissions().areRead()).isTrue();
    assertThat(loaded.notices()).singleElement().asString().contains("organisation");
  }

  @Test
  void wallsAreShownWithTheirOriginAndTheirSwitch() throws Exception {
    LoadedProfile loaded = folders.load();
    PermissionRules walls =
        new PermissionRules(
            Optional.empty(),
            List.of(),
            List.of(new Sourced<>(PathPattern.parse("/a/**/.env"), ORIGIN)),
            List.of(new Sourced<>(PathPattern.parse("/b/"), ORIGIN)),
            List.of(new Sourced<>(DomainPattern.parse("*.a.test"), ORIGIN)));
    LoadedProfile walled =
        new LoadedProfile(loaded.profile().with(walls), loaded.notices(), loaded.layers());

    assertThat(ProfileDescription.toml(walled))
        .contains(
            "[permissions]",
            "# hidden: \"/a/**/.env\"  # settings.json:3",
            "# read-only: \"/b/\"  # settings.json:3",
            "# closed: \"*.a.test\"  # settings.json:3");
    assertThat(ProfileDescription.toml(loaded)).contains("import = true  # default");
    assertThat(ProfileDescription.data(walled).get("permissions").toString())
        .contains("hide=[{value=/a/**/.env, layer=permissions, file=settings.json, line=3}]");
  }

  @Test
  void aProjectThatIsReadOnlyAsAWholeIsNotWritableAnyMore() throws Exception {
    Profile profile = folders.load().profile();
    String project = profile.files().write().getFirst().value().real().toString();
    for (String pattern : List.of(project + "/", "/**")) {
      PermissionRules walls =
          new PermissionRules(
              Optional.empty(),
              List.of(),
              List.of(),
              List.of(new Sourced<>(PathPattern.parse(pattern), ORIGIN)),
              List.of());
      assertThat(profile.with(walls).files().write()).isEmpty();
    }
  }

  @Test
  void allowLinesOfOwnersAddUpAndThoseOfAProjectDontCount() throws Exception {
    folders.organisation("[permissions]\nallow = [\"Bash(make deploy)\"]\n");
    folders.user("[permissions]\nallow = [\"Bash(npm publish:*)\"]\n");
    LoadedProfile loaded = folders.project("[permissions]\nallow = [\"Bash(x)\"]\n").load();

    assertThat(loaded.profile().permissions().allow())
        .extracting(Sourced::value)
        .containsExactly("Bash(make deploy)", "Bash(npm publish:*)");
    assertThat(loaded.notices())
        .singleElement()
        .asString()
        .contains("permissions.allow \"Bash(x)\" is ignored");
    assertThat(folders.trusted("[permissions]\nallow = [\"Bash(x)\"]\n").load().notices())
        .isEmpty();
    assertThat(ProfileDescription.toml(loaded))
        .contains("  \"Bash(make deploy)\",  # " + folders.organisation + ":2");
  }

  @Test
  void anAllowLineIsAboutCommandsAndNothingElse() {
    for (String rule :
        List.of("", "Bash", "Bash()", "Bash( )", "Bash(x", "Edit(x)", "WebFetch(domain:a.b)")) {
      folders.user("[permissions]\nallow = [\"" + rule + "\"]\n");
      assertThat(folders.problems())
          .singleElement()
          .asString()
          .contains("is no rule for commands")
          .contains("Bash(npm publish --dry-run)");
    }
  }
}
