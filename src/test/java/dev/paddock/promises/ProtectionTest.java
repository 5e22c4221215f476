package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What would run outside later: read-only where it is, quarantined where it appears. */
@AsEveryCaller
class ProtectionTest {
  private static final Pattern COMMAND = Pattern.compile("paddock (quarantine restore \\S+)");

  private static final List<String> RUN_OUTSIDE =
      List.of(
          ".envrc",
          ".mcp.json",
          ".vscode/tasks.json",
          ".idea/workspace.xml",
          ".claude/settings.json",
          ".cursor/mcp.json",
          ".git/hooks/post-checkout",
          ".git/config",
          "lib/sub/.git/config",
          "deep/er/.envrc",
          "deep/er/.claude/hooks/x.sh",
          "node_modules/module/.git/config",
          ".husky/pre-commit",
          ".bashrc");

  @AutoClose private final Scene scene;

  ProtectionTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void whatRunsOutsideIsReadOnlyWhereItExists() throws Exception {
    RUN_OUTSIDE.forEach(path -> scene.write(path, "owner's\n"));
    StringBuilder script = new StringBuilder();
    for (String path : RUN_OUTSIDE) {
      script.append(
          "p=%s; cat $p; echo bad >$p; rm -f $p; echo bad >$p.new && mv $p.new $p; ln -f open $p\n"
              .formatted(path));
    }
    script.append("mv .git .git2; mv .vscode .v2; mv .claude/settings.json x; rm -rf .idea; true");
    scene.write("open", "bad\n");
    Result result = scene.inside(script.toString()).end().ended(0);

    assertThat(result.out()).isEqualTo("owner's\n".repeat(RUN_OUTSIDE.size()));
    assertThat(RUN_OUTSIDE)
        .allSatisfy(path -> assertThat(scene.read(path)).as(path).isEqualTo("owner's\n"));
  }

  @Test
  void whatAppearsIsTakenIntoQuarantineAndGivenBackOnDemand() throws Exception {
    StringBuilder script = new StringBuilder();
    for (String path : RUN_OUTSIDE) {
      script.append("mkdir -p $(dirname %1$s) && echo planted >%1$s\n".formatted(path));
    }
    script.append("echo kept >normal.txt");
    Result result = scene.inside(script.toString()).end().ended(0);

    assertThat(RUN_OUTSIDE).allSatisfy(path -> assertThat(scene.exists(path)).as(path).isFalse());
    assertThat(scene.read("normal.txt")).isEqualTo("kept\n");
    assertThat(result.err())
        .contains(".envrc", ".mcp.json", ".vscode", ".claude", "lib/sub/.git", "deep/er/.envrc");

    scene.paddock(restore(result, ".envrc", ".vscode", "deep/er/.claude")).end().ended(0);
    assertThat(List.of(".envrc", ".vscode/tasks.json", "deep/er/.claude/hooks/x.sh"))
        .allSatisfy(path -> assertThat(scene.read(path)).as(path).isEqualTo("planted\n"));
    assertThat(scene.exists(".mcp.json")).isFalse();
  }

  @Test
  void aRepositoryMadeInsideIsTaken() throws Exception {
    Result result =
        scene
            .inside(
                "git init -q new && cd new && echo x >f && git add f"
                    + " && git -c user.name=a -c user.email=a@b commit -qm x && git init -q --bare ../bare.git")
            .end()
            .ended(0);

    assertThat(scene.exists("new/.git")).isFalse();
    assertThat(scene.exists("bare.git/config")).isFalse();
    assertThat(scene.read("new/f")).isEqualTo("x\n");
    assertThat(result.err()).contains("new/.git", "bare.git");
  }

  @Test
  void whatIsPlantedInAClosedFolderIsTakenToo() throws Exception {
    scene.inside("mkdir closed && echo x >closed/.envrc && chmod 0 closed").end();
    if (scene.exists("closed")) {
      Files.setPosixFilePermissions(
          scene.path("closed"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertThat(scene.exists("closed/.envrc")).isFalse();
  }

  @Test
  void aLinkThatRunsOutsideIsTaken() throws Exception {
    scene.inside("echo evil >plain; ln -s plain .envrc; ln -s /etc .vscode").end().ended(0);

    assertThat(scene.exists(".envrc")).isFalse();
    assertThat(scene.exists(".vscode")).isFalse();
    assertThat(scene.exists("plain")).isTrue();
  }

  @Test
  void nothingIsReportedOfASessionThatPlantedNothing() throws Exception {
    assertThat(scene.inside("echo x >f; mkdir d").end().ended(0).err()).isEmpty();
  }

  @Test
  void whatAKilledSessionLeftIsTakenBeforeTheNextOneStarts() throws Exception {
    Running killed = scene.inside("echo planted >.envrc; echo ready; sleep 1000").start();
    killed.awaitOut("ready");
    killed.signal("KILL");
    killed.end();
    assertThat(scene.exists(".envrc")).isTrue();
    Result next = scene.inside("ls -A").end().ended(0);

    assertThat(next.out()).isEmpty();
    assertThat(scene.exists(".envrc")).isFalse();
    assertThat(next.err()).contains("killed", ".envrc");

    scene.paddock(restore(next, ".envrc")).end().ended(0);
    assertThat(scene.read(".envrc")).isEqualTo("planted\n");
  }

  private static String[] restore(Result result, String... paths) {
    Matcher command = COMMAND.matcher(result.err());
    assertThat(command.find()).as(result.err()).isTrue();
    return Stream.concat(Arrays.stream(command.group(1).split(" ")), Arrays.stream(paths))
        .toArray(String[]::new);
  }
}
