package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A repository's own remotes work from inside, with no key there; and a push only ever adds. */
@AsEveryCaller
class RemotesTest {
  private static final String COMMIT =
      "git switch -qc %1$s && echo %1$s >work.txt && git add work.txt && git commit -qm work && ";

  private final World world = World.shared();
  private final GitHost host = world.git();
  @AutoClose private final Scene scene;

  RemotesTest(Caller caller) {
    scene = new Scene(world.move(caller));
  }

  /** Clones outside, with the owner's keys; each test and caller has a repository of its own. */
  private String cloned(String test, boolean ssh) throws Exception {
    String name = test + "-" + scene.caller().uid();
    host.repository(name);
    host.giveKeys(scene);
    String url = ssh ? host.ssh(name) : host.https(name);
    scene.outside("git clone -q " + url + " .").end().ended(0);
    return name;
  }

  @Test
  void fetchPullAndPushWorkOverHttpsWithNoKeyInside() throws Exception {
    works(cloned("https", false));
  }

  @Test
  void fetchPullAndPushWorkOverSshWithNoKeyInside() throws Exception {
    works(cloned("ssh", true));
  }

  private void works(String name) throws Exception {
    Result result =
        scene
            .inside(
                COMMIT.formatted("feature/x")
                    + """
                    git push -q -u origin feature/x && git fetch -q && git pull -q && git status -sb
                    echo more >>work.txt && git commit -qam more && git push -q
                    git clone -q "$(git remote get-url origin)" /tmp/clone && cat /tmp/clone/README
                    cat /proc/*/environ ~/.git-credentials ~/.ssh/* .git/config ~/.gitconfig
                    """)
            .end();

    assertThat(result.out())
        .contains("## feature/x...origin/feature/x", name + "\n")
        .doesNotContain(GitHost.PASSWORD, "PRIVATE KEY");
    String landed = scene.outside("git rev-parse feature/x origin/feature/x").end().out();
    String pushed = host.idOf(name, "refs/heads/feature/x");
    assertThat(landed).as(result.err()).isEqualTo(pushed + "\n" + pushed + "\n");
    assertThat(scene.outside("git status --porcelain -b").end().out())
        .isEqualTo("## feature/x...origin/feature/x\n");
  }

  @Test
  void aPushCanOnlyCreateOrFastForwardABranchThatTheProfileAllows() throws Exception {
    String name = cloned("refused", false);
    scene.outside("git push -q origin HEAD:feature/old HEAD:release/1.0").end().ended(0);
    String before = host.refs(name);

    List<String> pushes =
        List.of(
            "origin HEAD:main",
            "origin HEAD:release/1.0",
            "origin +HEAD:main",
            "--force origin HEAD:main",
            "--delete origin feature/old",
            "origin :feature/old",
            "--mirror origin",
            "--mi origin",
            "--prune origin refs/heads/*:refs/heads/*",
            "origin HEAD:refs/tags/v1",
            "origin HEAD:refs/for/main",
            "origin HEAD:refs/heads/refs/heads/main",
            "origin HEAD:feature/new HEAD:main");
    StringBuilder script = new StringBuilder("git commit -q --allow-empty -m work\n");
    for (String push : pushes) {
      script.append(
          "set -f; git push %s && echo 'done %1$s'; echo '== %1$s' >&2\n".formatted(push));
    }
    script.append("git push -o ci.skip origin HEAD:feature/new && echo done");
    Result result = scene.inside(script.toString()).end();

    assertThat(result.out()).as(result.err()).doesNotContain("done");
    assertThat(host.refs(name)).as(result.err()).isEqualTo(before);
    String[] told = result.err().split("== .*\n", -1);
    for (int i = 0; i < pushes.size(); i++) {
      assertThat(told[i]).as(pushes.get(i)).contains("Paddock");
    }
  }

  @Test
  void aBranchThatWouldBeRewrittenIsRefusedAndNamesTheRemedy() throws Exception {
    String name = cloned("rewrite", true);
    scene.inside(COMMIT.formatted("topic") + "git push -q origin topic").end().ended(0);
    String before = host.refs(name);

    Result result =
        scene
            .inside("git commit -q --amend -m other && git push --force origin topic && echo done")
            .end();

    assertThat(result.out()).doesNotContain("done");
    assertThat(result.err()).contains("Paddock", "fast-forward");
    assertThat(host.refs(name)).isEqualTo(before);
  }

  @Test
  void aRepositoryThatIsNoRemoteOfTheProjectIsNotServed() throws Exception {
    String name = cloned("foreign", false);
    host.repository("somebody-elses");
    String before = host.refs("somebody-elses");

    StringBuilder script = new StringBuilder("git commit -q --allow-empty -m work\n");
    for (String url :
        List.of(
            host.https("somebody-elses"),
            host.ssh("somebody-elses"),
            "https://allowed.test/git/" + name + "/../somebody-elses.git",
            "https://allowed.test//git/somebody-elses.git",
            "https://other.test/git/somebody-elses.git",
            "git@other.test:git/somebody-elses.git",
            "git://allowed.test/git/somebody-elses.git")) {
      script.append(
          "git remote add x '%1$s'; git fetch x && echo 'done %1$s'; git push x HEAD:feature/x && echo 'done %1$s'; git remote remove x\n"
              .formatted(url));
    }
    Result result = scene.inside(script.toString()).end();

    assertThat(result.out()).as(result.err()).doesNotContain("done");
    assertThat(result.err()).contains("git-repository-not-granted");
    assertThat(host.refs("somebody-elses")).isEqualTo(before);
    assertThat(scene.outside("git remote").end().out()).isEqualTo("origin\n");
  }

  @Test
  void otherRequestsToAGitHostNeedTheProfilesWord() throws Exception {
    cloned("web", false);
    String script =
        "curl -sS https://allowed.test/ok; curl -sS https://allowed.test/git-receive-pack";

    Result refused = scene.inside(script).end();
    assertThat(refused.out()).contains("git-host-only").doesNotContain("reached /");

    Result allowed = scene.inside(script, "--allow", "allowed.test").end();
    assertThat(allowed.out()).contains("reached /ok").doesNotContain("reached /git-receive-pack");
  }

  @Test
  void aPushOfContinuousIntegrationIsHeldUntilTheOwnerAllowsIt() throws Exception {
    String name = cloned("held", false);
    Result result =
        scene
            .inside(
                """
                git switch -qc feature/ci && mkdir -p .github/workflows && echo 'on: push' >.github/workflows/ci.yml
                git add . && git commit -qm ci && git push origin feature/ci && echo done
                """)
            .end();

    assertThat(result.out()).doesNotContain("done");
    assertThat(host.idOf(name, "refs/heads/feature/ci")).isEmpty();
    Matcher id = Pattern.compile("paddock allow push ([a-z0-9-]+)").matcher(result.err());
    assertThat(id.find()).as(result.err()).isTrue();

    scene.paddock("allow", "push", id.group(1)).end().ended(0);
    assertThat(host.idOf(name, "refs/heads/feature/ci"))
        .isEqualTo(scene.outside("git rev-parse feature/ci").end().out().strip());
  }

  @Test
  void aPushWithAKeyInItIsHeld() throws Exception {
    String name = cloned("secret", false);
    Result result =
        scene
            .inside(
                """
                git switch -qc feature/key && echo "token = ghp_CANARYCANARYCANARYCANARYCANARY123456" >settings.py
                git add . && git commit -qm key && git rm -q settings.py && git commit -qm gone
                git push origin feature/key && echo done
                """)
            .end();

    assertThat(result.out()).doesNotContain("done");
    assertThat(result.err()).contains("settings.py").doesNotContain("ghp_CANARY");
    assertThat(host.refs(name)).doesNotContain("feature/key");
  }

  @Test
  void aSubmodulesRemoteWorksToo() throws Exception {
    String outer = cloned("outer", false);
    String inner = "inner-" + scene.caller().uid();
    host.repository(inner);
    scene
        .outside(
            "git -c protocol.file.allow=always submodule add -q %s sub && git commit -qm sub && git push -q origin HEAD:main"
                .formatted(host.https(inner)))
        .end()
        .ended(0);

    Result result =
        scene
            .inside(
                "cd sub && "
                    + COMMIT.formatted("feature/sub")
                    + "git push -q origin feature/sub && cd .. && git commit -qam moved")
            .end();

    result.ended(0);
    assertThat(host.idOf(inner, "refs/heads/feature/sub"))
        .isEqualTo(scene.outside("git -C sub rev-parse HEAD").end().out().strip());
    assertThat(scene.outside("git submodule status").end().out()).startsWith(" ");
    assertThat(host.refs(outer)).doesNotContain("feature");
  }

  @Test
  void theLogTellsEachPushWithTheOldTip() throws Exception {
    String name = cloned("log", false);
    scene.inside(COMMIT.formatted("topic") + "git push -q origin topic").end().ended(0);
    String old = host.idOf(name, "refs/heads/topic");
    scene.inside("git commit -q --allow-empty -m more && git push -q origin topic").end().ended(0);

    assertThat(scene.paddock("log", "--json").end().ended(0).out())
        .contains("git-pushed", old, host.idOf(name, "refs/heads/topic"));
  }
}
