package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileLayersTest {
  @TempDir Path root;
  private ProfileFolders folders;

  @BeforeEach
  void makeFolders() {
    folders = new ProfileFolders(root);
  }

  @Test
  void withNoFileAtAllTheProjectIsWritableAndNothingElseIsGranted() throws Exception {
    LoadedProfile loaded = folders.load();
    Profile profile = loaded.profile();

    assertThat(profile.files().write())
        .singleElement()
        .satisfies(
            grant -> {
              assertThat(grant.value().path()).isEqualTo(folders.project);
              assertThat(grant.origin().display()).isEqualTo("default");
            });
    assertThat(profile.files().writeExceptions()).isEmpty();
    assertThat(profile.files().read()).isEmpty();
    assertThat(profile.files().copy()).isEmpty();
    assertThat(profile.files().hide()).isEmpty();
    assertThat(profile.network().allow()).isEmpty();
    assertThat(profile.network().hasRegistries()).isTrue();
    assertThat(profile.git().mayPush("feature/x")).isTrue();
    assertThat(profile.git().mayPush("main")).isFalse();
    assertThat(profile.git().mayPush("release/1.0")).isFalse();
    assertThat(profile.limits().processes().orElseThrow().value()).isEqualTo(4096);
    assertThat(profile.limits().memoryBytes()).isEmpty();
    assertThat(loaded.notices()).isEmpty();
  }

  @Test
  void byDefaultNoVariableThatLooksSecretIsPassed() throws Exception {
    EnvironmentRules environment = folders.load().profile().environment();

    assertThat(environment.passes("PATH")).isTrue();
    assertThat(environment.passes("LC_ALL")).isTrue();
    assertThat(environment.passes("AWS_SECRET_ACCESS_KEY")).isFalse();
    assertThat(environment.passes("LC_SECRET")).isFalse();
    assertThat(environment.passes("LC_ALL=x")).isFalse();
    assertThat(environment.passes("path")).isFalse();
    assertThat(environment.pass())
        .allSatisfy(entry -> assertThat(SecretNames.looksSecret(entry.value().text())).isFalse());
  }

  @Test
  void aSecretIsPassedOnlyByItsExactName() throws Exception {
    folders.user("[env]\npass = [\"MY_*\", \"OUR_TOKEN\"]\n");

    EnvironmentRules environment = folders.load().profile().environment();

    assertThat(environment.passes("MY_MODE")).isTrue();
    assertThat(environment.passes("MY_TOKEN")).isFalse();
    assertThat(environment.passes("OUR_TOKEN")).isTrue();
  }

  @Test
  void whatIsHiddenAndProtectedIsAddedByEveryLayer() throws Exception {
    folders.organisation("[files]\nhide = [\"*.pem\"]\n[git]\nprotect = [\"live\"]\n");
    folders.user("[files]\nhide = [\".env*\"]\n");
    folders.project("[files]\nhide = [\"secrets/\"]\n[git]\nprotect = [\"next\"]\n");

    Profile profile = folders.load().profile();

    assertThat(profile.files().hide())
        .extracting(entry -> entry.value().text() + " " + entry.origin().layer())
        .containsExactly("*.pem ORGANISATION", ".env* USER", "secrets/ PROJECT");
    assertThat(List.of("live", "next", "main")).noneMatch(profile.git()::mayPush);
  }

  @Test
  void whatIsWritableIsReplacedByAnOwnersLayer() throws Exception {
    folders.user("[files]\nwrite = [\"src\", \"~/out\", \"*.tfstate*\", \".vscode\"]\n");

    FileRules files = folders.load().profile().files();

    assertThat(files.write())
        .extracting(entry -> entry.value().path())
        .containsExactly(
            folders.project.resolve("src"),
            folders.home.resolve("out"),
            folders.project.resolve(".vscode"));
    assertThat(files.writeExceptions())
        .extracting(entry -> entry.value().text())
        .containsExactly("src", "*.tfstate*", ".vscode");
    PathPattern lifted = files.writeExceptions().getLast().value();
    assertThat(lifted.matches(".vscode/tasks.json", false)).isTrue();
    assertThat(lifted.matches("sub/.vscode/tasks.json", false)).isFalse();
  }

  @Test
  void patternsAloneMakeNothingWritableAndThatIsSaid() throws Exception {
    folders.user("[files]\nwrite = [\"*.tfstate\"]\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().files().write()).isEmpty();
    assertThat(loaded.notices()).singleElement().asString().contains("make nothing writable");
  }

  @Test
  void anUntrustedProjectNarrowsWhatIsWritable() throws Exception {
    folders.project("[files]\nwrite = [\"src\", \"~/other\", \"*.key\", \".vscode\"]\n");

    LoadedProfile loaded = folders.load();

    FileRules files = loaded.profile().files();
    assertThat(files.write())
        .extracting(entry -> entry.value().text())
        .containsExactly("src", ".vscode");
    assertThat(files.writeExceptions()).isEmpty();
    assertThat(loaded.notices())
        .extracting(Notice::message)
        .satisfiesExactly(
            first -> assertThat(first).contains("~/other").contains("beyond what is writable"),
            second -> assertThat(second).contains("*.key").contains("lift no protection"));
    assertThat(loaded.notices().getFirst().toString())
        .startsWith(folders.projectFile() + ":2: ")
        .contains("paddock trust");
  }

  @Test
  void anUntrustedProjectThatAsksForMoreKeepsWhatBothAllow() throws Exception {
    folders.user("[files]\nwrite = [\"src\"]\n").project("[files]\nwrite = [\".\"]\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().files().write())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.value().path()).isEqualTo(folders.project.resolve("src")));
    assertThat(loaded.notices()).hasSize(1);
  }

  @Test
  void anUntrustedProjectCannotReachThroughALinkInsideWhatIsWritable() throws Exception {
    Path other = Files.createDirectories(folders.home.resolve("other"));
    Path link = Files.createSymbolicLink(folders.project.resolve("link"), other);
    folders.project("[files]\nwrite = [\"" + link + "\"]\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().files().write()).isEmpty();
    assertThat(loaded.notices()).hasSize(1);
  }

  @Test
  void anUntrustedProjectAddsNothing() throws Exception {
    folders.user("[env]\npass = [\"KNOWN\"]\n");
    folders.project(
        """
        [files]
        read = ["~/.aws"]
        copy = ["~/.m2/repository"]
        [network]
        allow = ["evil.example"]
        private = ["evil.example"]
        [network.host."evil.example"]
        credential = "github"
        [credentials.github]
        from = "command:/opt/evil"
        [ports]
        publish = [3000]
        reach = [5432]
        [env]
        pass = ["MY_TOKEN", "KNOWN"]
        """);

    LoadedProfile loaded = folders.load();

    Profile profile = loaded.profile();
    assertThat(profile.files().read()).isEmpty();
    assertThat(profile.files().copy()).isEmpty();
    assertThat(profile.network().allow()).isEmpty();
    assertThat(profile.network().privateHosts()).isEmpty();
    assertThat(profile.network().hosts()).isEmpty();
    assertThat(profile.credentials()).isEmpty();
    assertThat(profile.ports()).isEqualTo(PortRules.NONE);
    assertThat(profile.environment().passes("MY_TOKEN")).isFalse();
    assertThat(profile.environment().passes("KNOWN")).isTrue();
    assertThat(loaded.notices())
        .extracting(notice -> notice.origin().line())
        .containsExactlyInAnyOrder(2, 3, 5, 6, 7, 9, 12, 13, 15);
    assertThat(loaded.layers())
        .contains(
            new LayerState(
                Layer.PROJECT, folders.projectFile().toString(), LayerState.Status.UNTRUSTED));
  }

  @Test
  void aTrustedProjectWidensLikeAnyOwner() throws Exception {
    folders.trusted("[files]\nwrite = [\".\", \"~/other\"]\nread = [\"~/.aws\"]\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.notices()).isEmpty();
    assertThat(loaded.profile().files().write()).hasSize(2);
    assertThat(loaded.profile().files().read()).hasSize(1);
  }

  @Test
  void oneChangedByteEndsTheTrust() throws Exception {
    folders.trusted("[files]\nread = [\"~/.awx\"]\n");
    assertThat(folders.load().profile().files().read()).hasSize(1);

    folders.project("[files]\nread = [\"~/.aws\"]\n");

    assertThat(folders.load().profile().files().read()).isEmpty();
  }

  @Test
  void pushIsReplacedByAnOwnerAndNarrowedByAnUntrustedProject() throws Exception {
    folders.user("[git]\npush = [\"feature/*\"]\n");
    folders.project("[git]\npush = [\"feature/a*\", \"hotfix/*\"]\n");

    LoadedProfile loaded = folders.load();

    GitRules git = loaded.profile().git();
    assertThat(git.mayPush("feature/ab/c")).isTrue();
    assertThat(git.mayPush("feature/b")).isFalse();
    assertThat(git.mayPush("hotfix/1")).isFalse();
    assertThat(loaded.notices()).singleElement().asString().contains("hotfix/*");
  }

  @Test
  void theOrganisationsLimitsAreACeiling() throws Exception {
    folders.organisation("[limits]\nmemory = \"8G\"\ntime = \"2h\"\n[git]\nland = \"ask\"\n");
    folders.user("[limits]\nmemory = \"16G\"\ntime = \"none\"\n[git]\nland = \"auto\"\n");

    LoadedProfile loaded = folders.load();

    Limits limits = loaded.profile().limits();
    assertThat(limits.memoryBytes().orElseThrow().value()).isEqualTo(8L << 30);
    assertThat(limits.time().orElseThrow().value())
        .isEqualTo(new TimeLimit.After(Duration.ofHours(2)));
    assertThat(loaded.profile().git().land().orElseThrow().value()).isEqualTo(Landing.ASK);
    assertThat(loaded.notices()).hasSize(3);
    assertThat(loaded.notices().getFirst().remedy())
        .isEqualTo("Ask who owns " + folders.organisation + ":5");
  }

  @Test
  void anOwnerMayRaiseALimitUpToTheCeilingAgain() throws Exception {
    folders.organisation("[limits]\nprocesses = 1000\n");
    folders.user("[limits]\nprocesses = 10\n").trusted("[limits]\nprocesses = 900\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().limits().processes().orElseThrow().value()).isEqualTo(900);
    assertThat(loaded.notices()).isEmpty();
  }

  @Test
  void anUntrustedProjectOnlyLowersLimits() throws Exception {
    folders.user("[limits]\nmemory = \"4G\"\ntime = \"1h\"\n");
    folders.project("[limits]\nmemory = \"1G\"\ntime = \"none\"\nscratch = \"1G\"\n");

    LoadedProfile loaded = folders.load();

    Limits limits = loaded.profile().limits();
    assertThat(limits.memoryBytes().orElseThrow().value()).isEqualTo(1L << 30);
    assertThat(limits.time().orElseThrow().value().text()).isEqualTo("1h");
    assertThat(limits.scratchBytes()).isEmpty();
    assertThat(loaded.notices()).extracting(notice -> notice.origin().line()).containsExactly(3, 4);
  }

  @Test
  void aNamedProfileComesAfterTheUsersOwn() throws Exception {
    folders.user("[limits]\nprocesses = 1\n").named("work", "[limits]\nprocesses = 2\n");

    LoadedProfile loaded = folders.load(Flags.NONE, Optional.of("work"));

    assertThat(loaded.profile().limits().processes().orElseThrow().value()).isEqualTo(2);
  }

  @Test
  void aFlagIsAnOwnersLayerAndNamedAsTheOrigin() throws Exception {
    Flags flags =
        new Flags(
            List.of("API.Example.com.:8443"),
            List.of("api.example.com"),
            true,
            List.of(),
            List.of("~/notes"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("5432"),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.of("2G"),
            Optional.of("64"),
            Optional.of("90m"),
            Optional.empty());

    Profile profile = folders.load(flags, Optional.empty()).profile();

    Sourced<HostPort> host = profile.network().allow().getFirst();
    assertThat(host.value()).isEqualTo(new HostPort("api.example.com", OptionalInt.of(8443)));
    assertThat(host.origin().display()).isEqualTo("--allow");
    assertThat(profile.network().mayBePrivate("api.example.com")).isTrue();
    assertThat(profile.network().hasRegistries()).isFalse();
    assertThat(profile.network().registries().orElseThrow().origin().display())
        .isEqualTo("--no-registries");
    assertThat(profile.files().read()).hasSize(1);
    assertThat(profile.ports().reach().getFirst().value()).isEqualTo(5432);
    assertThat(profile.limits().processes().orElseThrow().value()).isEqualTo(64);
    assertThat(profile.limits().time().orElseThrow().value().text()).isEqualTo("90m");
  }

  @Test
  void aProjectInASystemFolderIsStillWritable() throws Exception {
    Path project = Files.createDirectories(folders.home.resolve("usr/src/app"));
    GrantCheck check =
        new GrantCheck(new Places(Path.of("/root"), Path.of("/usr/src/app"), List.of(), project));

    check.require(Path.of("/usr/src/app"), Use.WRITE);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> check.require(Path.of("/usr/src"), Use.WRITE)))
        .hasMessageContaining("the project is part of it");
  }

  @Test
  void anUntrustedProjectCanGrantNoRefsAndNoRepositoriesAndCanRefuseToSign() throws Exception {
    folders.user("[git]\nrefs = [\"refs/tags/v*\"]\nlargest = \"10M\"\n");
    folders.project(
        """
        [git]
        refs = ["refs/tags/*"]
        remotes = ["git.example/a"]
        fetch = ["git.example/*"]
        largest = "20M"
        sign = false
        """);

    LoadedProfile loaded = folders.load();

    GitRules git = loaded.profile().git();
    assertThat(git.mayCreate("refs/tags/v1")).isTrue();
    assertThat(git.mayCreate("refs/tags/other")).isFalse();
    assertThat(git.remotes()).isEmpty();
    assertThat(git.fetch()).isEmpty();
    assertThat(git.largest().orElseThrow().value()).isEqualTo(10L << 20);
    assertThat(git.sign().orElseThrow().value()).isFalse();
    assertThat(loaded.notices()).hasSize(4);
  }

  @Test
  void aRepositoryPatternMatchesItsHostAloneAndAnyCharactersInThePath() throws Exception {
    folders.user("[git]\nremotes = [\"Git.Example/team/*.git\"]\nfetch = [\"git.example/*\"]\n");

    GitRules git = folders.load().profile().git();

    RepositoryPattern remote = git.remotes().getFirst().value();
    assertThat(remote.matches("git.example", "team/a/b")).isTrue();
    assertThat(remote.matches("other.example", "team/a")).isFalse();
    assertThat(remote.matches("git.example", "teams/a")).isFalse();
    assertThat(git.fetch().getFirst().value().matches("git.example", "x/y")).isTrue();
  }

  @Test
  void ownRulesAreAddedByEveryOwnersLayerInOrder() throws Exception {
    folders.organisation("[auto_mode]\nsoft_deny = [\"org\", \"$defaults\"]\n");
    folders.user("[auto_mode]\nsoft_deny = [\"$defaults\", \"mine\"]\nallow = [\"this\"]\n");
    folders.trusted("[auto_mode]\nenvironment = [\"here\"]\n");

    AutoModeRules rules = folders.load().profile().autoMode();

    assertThat(rules.softDeny())
        .extracting(Sourced::value)
        .containsExactly("org", "$defaults", "mine");
    assertThat(rules.allow()).extracting(Sourced::value).containsExactly("this");
    assertThat(rules.hardDeny()).isEmpty();
    assertThat(rules.environment()).extracting(Sourced::value).containsExactly("here");
  }

  @Test
  void rulesOfAnUntrustedProjectAreIgnoredAndThatIsSaid() throws Exception {
    folders.project(
        "[auto_mode]\nallow = ['a']\nsoft_deny = ['b']\nhard_deny = ['c']\nenvironment = ['d']\n");

    LoadedProfile loaded = folders.load();

    assertThat(loaded.profile().autoMode()).isEqualTo(AutoModeRules.NONE);
    assertThat(loaded.notices())
        .hasSize(4)
        .allSatisfy(
            notice ->
                assertThat(notice.toString())
                    .contains("auto_mode.", "is ignored", "paddock trust"));
  }

  @Test
  void proseMayBeginWithADollarAndBlanksAroundItDoNotCount() throws Exception {
    folders.user("[auto_mode]\nsoft_deny = [' $defaults ', '$HOME is not to be listed.']\n");

    assertThat(folders.load().profile().autoMode().softDeny())
        .extracting(Sourced::value)
        .containsExactly("$defaults", "$HOME is not to be listed.");
  }

  @Test
  void whatTheFlagsSayOfGitCountsAsAnOwnersWord() throws Exception {
    Flags none = Flags.NONE;
    Flags flags =
        new Flags(
            none.allow(),
            none.privateHosts(),
            false,
            none.write(),
            none.read(),
            none.copy(),
            none.hide(),
            none.pass(),
            none.publish(),
            none.reach(),
            List.of("topic/*"),
            List.of("git.example/a"),
            List.of("git.example/b"),
            Optional.of("ask"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    GitRules git = folders.load(flags, Optional.empty()).profile().git();

    assertThat(git.mayPush("topic/x")).isTrue();
    assertThat(git.mayPush("other")).isFalse();
    assertThat(git.remotes().getFirst().value().text()).isEqualTo("git.example/a");
    assertThat(git.fetch().getFirst().value().text()).isEqualTo("git.example/b");
    assertThat(git.land().orElseThrow().value()).isEqualTo(Landing.ASK);
  }
}
