package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.home.HomeEntry.CacheEntry;
import dev.paddock.home.HomeEntry.ToolchainEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldersTest {
  @TempDir Path folder;
  private HostHome host;

  @BeforeEach
  void host() {
    host = new HostHome(folder);
  }

  private List<Path> caches() {
    return host.paths(CacheEntry.class);
  }

  private List<Path> toolchains() {
    return host.paths(ToolchainEntry.class);
  }

  private Path elsewhere(String relative) throws IOException {
    return Files.createDirectories(folder.toRealPath().resolve("data/disk").resolve(relative));
  }

  @Test
  void anEmptyHomeGivesNothing() {
    assertThat(host.plan()).isEqualTo(new HomePlan(List.of(), List.of()));
  }

  @Test
  void cachesThatExistAreGivenAndNothingBesideThem() {
    Path repository = host.folder(".m2/repository");
    Path npm = host.folder(".npm/_cacache");
    host.folder(".npm/_logs");
    host.folder(".cache/mozilla");
    host.file(".m2/settings-security.xml", "canary");

    assertThat(host.plan().entries())
        .containsExactly(new CacheEntry(repository, repository), new CacheEntry(npm, npm));
  }

  @Test
  void variablesMoveCaches() throws IOException {
    Path modules = elsewhere("gopath/pkg/mod");
    Path pip = elsewhere("xdg/pip");
    Path gradle = host.folder("gradle-home/caches");
    host.environment.put("GOPATH", "/nonexistent:" + elsewhere("gopath"));
    host.environment.put("XDG_CACHE_HOME", elsewhere("xdg").toString());
    host.environment.put("GRADLE_USER_HOME", host.home.resolve("gradle-home").toString());

    assertThat(caches()).containsExactlyInAnyOrder(modules, pip, gradle);
  }

  @Test
  void settingsMoveCaches() throws IOException {
    Path repository = host.folder("big/maven");
    Path npm = elsewhere("npm/_cacache");
    host.file(
        ".m2/settings.xml",
        "<settings><localRepository>${user.home}/big/maven</localRepository></settings>");
    host.file(".npmrc", "cache=" + elsewhere("npm") + "\n");

    assertThat(caches()).containsExactlyInAnyOrder(repository, npm);
    assertThat(host.inside(".m2/settings.xml").orElseThrow()).contains("${user.home}/big/maven");
    assertThat(host.inside(".npmrc")).contains("cache=" + elsewhere("npm") + "\n");
  }

  @Test
  void aRepositorySettingThatIsRefusedIsNotWrittenEither() {
    host.folder(".ssh");
    host.file(".m2/settings.xml", "<settings><localRepository>~/.ssh</localRepository></settings>");

    assertThat(host.plan().entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/etc",
        "/proc/self",
        "/run/user",
        "HOME",
        "HOME/..",
        "HOME/../other",
        "HOME/.ssh",
        "HOME/.ssh/deeper",
        "HOME/.config",
        "HOME/.config/gh",
        "HOME/.local",
        "HOME/.local/share",
        "HOME/.cargo",
        "HOME/.m2",
        "HOME/.gradle",
        "HOME/.claude",
        "HOME/work",
        "HOME/.local/state/paddock/agents"
      })
  void aVariableThatNamesSomethingWideOrSecretIsRefusedWithANotice(String value)
      throws IOException {
    String path = value.replace("HOME", host.home.toString());
    if (path.startsWith(host.home.getParent().toString())) {
      Files.createDirectories(Path.of(path));
    }
    host.environment.put("PIP_CACHE_DIR", path);
    host.environment.put("JAVA_HOME", path);

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.plan().notices())
        .hasSize(2)
        .allMatch(n -> n.contains("is not given") && n.contains("[files]"));
  }

  @Test
  void foldersOfThePathInHomeAreGivenReadOnly() {
    Path bin = host.folder("bin");
    Path tool = host.folder("tools/thing/cmd");
    host.environment.put("PATH", "/usr/bin:" + bin + ":" + tool + "/:" + bin + "::bin:~/nowhere");

    assertThat(host.plan().entries())
        .containsExactly(new ToolchainEntry(bin, bin), new ToolchainEntry(tool, tool));
  }

  @Test
  void whatAProgramNeedsBesideItsBinIsGivenToo() {
    Path bin = host.folder("tools/node/bin");
    Path lib = host.folder("tools/node/lib");
    host.folder("tools/node/etc");
    host.folder("lib");
    host.folder("bin");
    host.environment.put("PATH", bin + ":" + host.home + "/bin");

    assertThat(toolchains()).containsExactly(host.home.resolve("bin"), bin, lib);
  }

  @Test
  void thePathNeverOpensHomeOrSecretsOrTheProject() {
    host.folder(".ssh");
    host.folder(".config");
    host.folder("work/project/bin");
    host.environment.put(
        "PATH",
        String.join(
            ":",
            host.home.toString(),
            host.home + "/bin/..",
            host.home + "/.ssh",
            host.home + "/.config",
            host.home + "/work",
            host.project + "/bin"));

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.plan().notices()).hasSize(4);
  }

  @Test
  void credentialsThatAVariableMovesAreGuardedThere() {
    host.folder("cfg/gh");
    host.environment.put("XDG_CONFIG_HOME", host.home + "/cfg");
    host.environment.put("PATH", host.home + "/cfg:" + host.home + "/cfg/gh");

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.plan().notices()).hasSize(2);
  }

  @Test
  void aJdkOfTheSystemIsNotRepeated() {
    host.environment.put("JAVA_HOME", "/usr/lib");

    assertThat(host.plan()).isEqualTo(new HomePlan(List.of(), List.of()));
  }

  @Test
  void aJdkElsewhereIsGiven() throws IOException {
    Path jdk = elsewhere("jdk");
    host.environment.put("JAVA_HOME", jdk.toString());

    assertThat(toolchains()).containsExactly(jdk);
  }

  @Test
  void nestedToolchainsAreGivenOnce() {
    Path pyenv = host.folder(".pyenv");
    Path shims = host.folder(".pyenv/shims");
    Path cargo = host.folder(".cargo/bin");
    host.environment.put("PATH", shims + ":" + cargo);

    assertThat(toolchains()).containsExactly(cargo, pyenv);
  }

  @Test
  void aCacheInAToolchainStaysACacheAndComesAfterIt() {
    Path pnpm = host.folder(".local/share/pnpm");
    Path store = host.folder(".local/share/pnpm/store");
    host.environment.put("PATH", pnpm.toString());

    assertThat(host.plan().entries())
        .containsExactly(new ToolchainEntry(pnpm, pnpm), new CacheEntry(store, store));
  }

  @Test
  void aJdkInACacheIsTheCaches() {
    Path jdks = host.folder(".gradle/jdks");
    host.environment.put("JAVA_HOME", host.folder(".gradle/jdks/25").toString());

    assertThat(host.plan().entries()).containsExactly(new CacheEntry(jdks, jdks));
  }

  @Test
  void aLinkIsFollowedOnceAndItsTargetTold() throws IOException {
    Path disk = elsewhere("m2");
    Path link = host.link(".m2/repository", disk);

    assertThat(host.plan().entries()).containsExactly(new CacheEntry(link, disk));
  }

  @Test
  void aLinkedParentIsFollowedToo() throws IOException {
    Path pip = elsewhere("cache/pip");
    host.link(".cache", elsewhere("cache"));

    assertThat(host.plan().entries())
        .containsExactly(new CacheEntry(host.home.resolve(".cache/pip"), pip));
  }

  @Test
  void aLinkToALinkIsRefused() throws IOException {
    Path planted = host.folder("dotfiles").resolve("nvim");
    Files.createSymbolicLink(planted, elsewhere("secrets"));
    host.link(".config/nvim", planted);

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.plan().notices()).singleElement().asString().contains("planted");
  }

  @ParameterizedTest
  @ValueSource(strings = {".ssh", ".", ".config", "work/project/x", "/etc/ssl"})
  void aLinkToWhatIsNotGivenIsRefused(String target) {
    Path to = host.home.resolve(target).normalize();
    if (to.startsWith(host.home)) {
      host.folder(target);
    }
    host.link(".m2/repository", to);

    assertThat(host.plan().entries()).isEmpty();
    assertThat(host.plan().notices()).hasSize(1);
  }

  @Test
  void aDanglingLinkIsNothing() {
    host.link(".m2/repository", Path.of("/nonexistent"));

    assertThat(host.plan()).isEqualTo(new HomePlan(List.of(), List.of()));
  }

  @Test
  void aHomeThatIsALinkWorksAndGuardsItsSecretsUnderBothNames() throws IOException {
    HostHome real = host;
    real.folder(".ssh");
    Path repository = real.folder(".m2/repository");
    Path alias = Files.createSymbolicLink(folder.toRealPath().resolve("alias"), real.home);
    HomeRequest request =
        new HomeRequest(
            alias,
            Map.of("PIP_CACHE_DIR", real.home + "/.ssh"),
            List.of(),
            real.state,
            real.project);

    HomePlan plan = new HomePlanner(request, real.skeleton).plan();

    assertThat(plan.entries())
        .containsExactly(new CacheEntry(alias.resolve(".m2/repository"), repository));
    assertThat(plan.notices()).hasSize(1);
  }

  @Test
  void aProjectThatContainsHomeGetsNothing() {
    host.folder(".m2/repository");
    HomeRequest request =
        new HomeRequest(host.home, host.environment, List.of(), host.state, host.home.getParent());

    HomePlan plan = new HomePlanner(request, host.skeleton).plan();

    assertThat(plan.entries()).isEmpty();
    assertThat(plan.notices()).singleElement().asString().contains("contains HOME");
  }
}
