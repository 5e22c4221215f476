package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BubblewrapOptionsTest {
  private final Requests request = new Requests();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--unshare-user",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-cgroup",
        "--die-with-parent",
        "--new-session"
      })
  void everySessionIsSeparated(String option) {
    assertThat(options()).contains(option);
  }

  @Test
  void everySessionIsWithoutCapabilities() {
    assertThat(options()).containsSequence("--cap-drop", "ALL").doesNotContain("--cap-add");
  }

  @Test
  void theCallersIdsAreKept() {
    assertThat(options()).containsSequence("--uid", "1000", "--gid", "1001");
  }

  @Test
  void theRootIsReadOnlyOnceEverythingIsMounted() {
    assertThat(options()).endsWith("--remount-ro", "/", "--chdir", Requests.PROJECT);
  }

  @Test
  void everyKindOfMountHasItsOption() {
    List<String> options =
        options(
            new Mount.ReadOnly("/s1", "/t1"),
            new Mount.Writable("/s2", "/t2"),
            new Mount.Device("/s3", "/t3"),
            new Mount.Link("content", "/t4"),
            new Mount.Devices("/dev"),
            new Mount.Proc("/proc"));
    assertThat(options)
        .containsSequence(
            "--ro-bind",
            "/s1",
            "/t1",
            "--bind",
            "/s2",
            "/t2",
            "--dev-bind",
            "/s3",
            "/t3",
            "--symlink",
            "content",
            "/t4",
            "--dev",
            "/dev",
            "--proc",
            "/proc");
  }

  @Test
  void aPathThatLooksLikeAnOptionStaysAPath() {
    assertThat(options(new Mount.Writable("/p/--cap-add", "/p/--cap-add")))
        .containsSequence("--bind", "/p/--cap-add", "/p/--cap-add");
  }

  @Test
  void theOptionsOfAPlanAreThoseOfItsMounts() {
    SandboxPlan plan = request.plan();
    assertThat(plan.init().launch().options())
        .isEqualTo(BubblewrapOptions.of(request.build(), plan.mounts()));
    assertThat(plan.init().launch().program()).isEqualTo("/usr/bin/bwrap");
  }

  private List<String> options(Mount... mounts) {
    return mounts.length == 0
        ? request.plan().init().launch().options()
        : BubblewrapOptions.of(request.build(), List.of(mounts));
  }
}
