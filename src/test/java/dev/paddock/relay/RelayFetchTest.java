package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayFetchTest {
  @TempDir private Path folder;
  private RelayWorld world;
  private Path clone;

  @BeforeEach
  void start() throws Exception {
    world = new RelayWorld(folder);
    clone = folder.resolve("clone");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aCloneHasWhatUpstreamHasAndAFetchWhatCameSince() throws Exception {
    world.git(folder, "clone", "-q", world.url(), clone.toString());
    String later = world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", world.upstream.toString(), "main", "HEAD:refs/tags/v1");

    world.git(clone, "pull", "-q");

    assertThat(world.git(clone, "rev-parse", "HEAD").strip()).isEqualTo(later);
    assertThat(world.git(clone, "tag")).contains("v1");
    assertThat(world.git(clone, "symbolic-ref", "refs/remotes/origin/HEAD")).contains("main");
  }

  @Test
  void aBranchThatIsGoneUpstreamIsGoneHere() throws Exception {
    world.git(world.work, "push", "-q", world.upstream.toString(), "main:x");
    assertThat(world.git(folder, "ls-remote", world.url())).contains("refs/heads/x");
    world.git(world.work, "push", "-q", world.upstream.toString(), ":x");

    assertThat(world.git(folder, "ls-remote", world.url())).doesNotContain("refs/heads/x");
  }

  @Test
  void shallowAndPartialClonesWork() throws Exception {
    world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", world.upstream.toString(), "main");

    world.git(folder, "clone", "-q", "--depth=1", world.url(), clone.toString());
    Path partial = folder.resolve("partial");
    world.git(folder, "clone", "-q", "--filter=blob:none", world.url(), partial.toString());

    assertThat(world.git(clone, "rev-list", "--count", "HEAD").strip()).isEqualTo("1");
    assertThat(partial.resolve("a.txt")).hasContent("a");
  }

  @Test
  void aPullRequestsRefIsFetchedWhenItIsNamed() throws Exception {
    String id = world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", world.upstream.toString(), "HEAD:refs/pull/12/head");
    world.git(folder, "clone", "-q", world.url(), clone.toString());

    world.git(clone, "fetch", "-q", "origin", "pull/12/head");

    assertThat(world.git(clone, "rev-parse", "FETCH_HEAD").strip()).isEqualTo(id);
  }

  @Test
  void aDamagedMirrorIsMadeAnew() throws Exception {
    world.git(folder, "ls-remote", world.url());
    try (var files = Files.walk(folder.resolve("mirrors"))) {
      for (Path file : files.filter(f -> f.toString().contains("/objects/")).toList()) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
    world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", world.upstream.toString(), "main");

    world.git(folder, "clone", "-q", world.url(), clone.toString());

    assertThat(clone.resolve("a.txt")).exists();
  }

  @Test
  void nothingStaleIsServedWhenUpstreamIsOutOfReach() throws Exception {
    world.git(folder, "ls-remote", world.url());
    Files.move(world.upstream, folder.resolve("gone"));

    assertThat(world.run(folder, "ls-remote", world.url()).status()).isNotZero();
    assertThat(world.told).anyMatch(told -> told.startsWith("failed git says: "));
  }

  @Test
  void aRepositoryThatIsNotTheSessionsIsRefused() {
    assertThatThrownBy(() -> world.relay.find("example.com", "/a/b", GitService.UPLOAD_PACK))
        .isInstanceOfSatisfying(
            RelayRefusal.class,
            why -> assertThat(why.rule()).isEqualTo("git-repository-not-granted"));
    assertThatThrownBy(
            () -> world.relay.find(world.address.host(), "/../x", GitService.RECEIVE_PACK))
        .isInstanceOf(RelayRefusal.class);
  }

  @Test
  void theOwnersCloneIsNotDownloadedAgain() throws Exception {
    world.git(world.work, "gc", "-q");
    BareRepository.delete(folder.resolve("mirrors"));
    world.git(folder, "ls-remote", world.url());

    try (var files = Files.walk(folder.resolve("mirrors"))) {
      assertThat(
              files.filter(
                  f -> f.toString().endsWith(".pack") || f.toString().matches(".*/[0-9a-f]{38}")))
          .isNotEmpty()
          .allSatisfy(
              pack -> assertThat((int) Files.getAttribute(pack, "unix:nlink")).isGreaterThan(1));
    }
  }
}
