package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.home.HomeEntry;
import dev.paddock.home.HomePlan;
import dev.paddock.profile.FileRules;
import dev.paddock.sandbox.SandboxRequest.Bound;
import dev.paddock.sandbox.SandboxRequest.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantsTest {
  @TempDir private Path folder;
  private Path home;
  private Path project;
  private Path cache;
  private Path tool;

  @BeforeEach
  void makeFolders() throws Exception {
    folder = folder.toRealPath();
    home = Files.createDirectory(folder.resolve("home"));
    project = Files.createDirectories(home.resolve("src/project"));
    cache = Files.createDirectories(home.resolve(".cache/pip"));
    tool = Files.createDirectories(home.resolve(".sdk/tool"));
  }

  @Test
  void theProjectIsWritable() throws Exception {
    Grants grants = collect(Rules.files(List.of(project), List.of(), List.of()));
    assertThat(grants.writable()).containsExactly(project.toString());
    assertThat(grants.readable()).isEmpty();
  }

  @Test
  void theProjectIsReadableIfOnlyAPartOfItMayBeWritten() throws Exception {
    Path part = Files.createDirectory(project.resolve("part"));
    Grants grants = collect(Rules.files(List.of(part), List.of(), List.of()));
    assertThat(grants.writable()).containsExactly(part.toString());
    assertThat(grants.readable()).containsExactly(same(project));
  }

  @Test
  void theProjectIsReadableIfNothingMayBeWritten() throws Exception {
    Grants grants = collect(Rules.files(List.of(), List.of(), List.of()));
    assertThat(grants.writable()).isEmpty();
    assertThat(grants.readable()).containsExactly(same(project));
  }

  @Test
  void whatIsHiddenInAProjectThatIsOnlyReadableIsMasked() throws Exception {
    Files.createFile(project.resolve(".env"));
    Grants grants = collect(Rules.files(List.of(), List.of(), List.of()), ".env");
    assertThat(grants.hidden()).containsExactly(new Place(project + "/.env", false));
  }

  @Test
  void whatIsHiddenInAFolderThatIsGrantedIsMasked() throws Exception {
    Path data = Files.createDirectories(home.resolve("data/inner"));
    Files.createFile(data.resolve("key"));
    Files.createFile(cache.resolve("token"));
    Grants grants =
        collect(
            Rules.files(List.of(project), List.of(home.resolve("data")), List.of(cache)),
            "~/data/**/key",
            "~/.cache/pip/token");
    assertThat(grants.hidden())
        .containsExactlyInAnyOrder(
            new Place(data + "/key", false), new Place(cache + "/token", false));
  }

  @Test
  void homesTablesAreGrantedByTheirKind() throws Exception {
    Grants grants =
        collect(
            Rules.files(List.of(project), List.of(), List.of()),
            List.of(
                new HomeEntry.CacheEntry(cache, folder.resolve("real-cache")),
                new HomeEntry.ToolchainEntry(tool, folder.resolve("real-tool")),
                new HomeEntry.StateEntry(home.resolve(".agent"), folder.resolve("state"))));
    assertThat(grants.copies())
        .containsExactly(new Bound(folder + "/real-cache", cache.toString()));
    assertThat(grants.readable())
        .containsExactly(new Bound(folder + "/real-tool", tool.toString()));
    assertThat(grants.states()).containsExactly(new Bound(folder + "/state", home + "/.agent"));
  }

  @Test
  void whatTheProfileSaysOfAPathWinsOverHomesTables() throws Exception {
    List<HomeEntry> tables =
        List.of(new HomeEntry.CacheEntry(cache, cache), new HomeEntry.ToolchainEntry(tool, tool));
    Grants grants = collect(Rules.files(List.of(project), List.of(cache), List.of(tool)), tables);
    assertThat(grants.readable()).containsExactly(same(cache));
    assertThat(grants.copies()).containsExactly(same(tool));
  }

  @Test
  void copyingWinsOverReading() throws Exception {
    Grants grants = collect(Rules.files(List.of(project), List.of(cache), List.of(cache)));
    assertThat(grants.copies()).containsExactly(same(cache));
    assertThat(grants.readable()).isEmpty();
  }

  @Test
  void writingWinsOverCopyingAndReading() throws Exception {
    Grants grants =
        collect(
            Rules.files(List.of(project, cache), List.of(cache), List.of(cache)),
            List.of(new HomeEntry.CacheEntry(cache, cache)));
    assertThat(grants.writable()).containsExactlyInAnyOrder(project.toString(), cache.toString());
    assertThat(grants.copies()).isEmpty();
    assertThat(grants.readable()).isEmpty();
  }

  @Test
  void aWritableFolderInAnotherIsNotNamedAgain() throws Exception {
    Path inner = Files.createDirectories(project.resolve("a/b"));
    Path beside = Files.createDirectory(home.resolve("src/project-2"));
    FileRules rules = Rules.files(List.of(inner, project, beside, project), List.of(), List.of());
    assertThat(Grants.writableFolders(rules)).containsExactlyInAnyOrder(project, beside);
  }

  @Test
  void aLinkToAWritableFolderIsNotASecondOne() throws Exception {
    Path link = Files.createSymbolicLink(home.resolve("link"), project);
    FileRules rules = Rules.files(List.of(project, link), List.of(), List.of());
    assertThat(Grants.writableFolders(rules)).containsExactly(project);
  }

  @Test
  void whatDoesNotExistIsNotGranted() throws Exception {
    Path nothing = home.resolve("nothing");
    Grants grants =
        collect(Rules.files(List.of(project, nothing), List.of(nothing), List.of(nothing)));
    assertThat(grants.writable()).containsExactly(project.toString());
    assertThat(grants.readable()).isEmpty();
    assertThat(grants.copies()).isEmpty();
  }

  @Test
  void aReadableLinkIsThereUnderItsOwnNameWithTheContentOfItsTarget() throws Exception {
    Path link = Files.createSymbolicLink(home.resolve("link"), tool);
    Grants grants = collect(Rules.files(List.of(project), List.of(link), List.of()));
    assertThat(grants.readable()).containsExactly(new Bound(tool.toString(), link.toString()));
  }

  @Test
  void aCopyThatCantBeIsGivenReadOnly() throws Exception {
    Grants grants = collect(Rules.files(List.of(project), List.of(), List.of(cache, tool)));
    grants.demote(cache.toString());
    assertThat(grants.readable()).containsExactly(same(cache));
    assertThat(grants.copies()).containsExactly(same(tool));
  }

  @Test
  void paddocksOwnFoldersThatExistAreReadable() throws Exception {
    Path versions = Files.createDirectories(folder.resolve("data/versions"));
    Grants grants =
        Grants.collect(
            project,
            Rules.files(List.of(project), List.of(), List.of()),
            new HomePlan(List.of(), List.of()),
            List.of(versions, folder.resolve("data/checkouts")),
            new HiddenPaths(List.of(), project, home));
    assertThat(grants.readable()).containsExactly(same(versions));
  }

  private Grants collect(FileRules rules, String... hide) throws Exception {
    return collect(rules, List.of(), hide);
  }

  private Grants collect(FileRules rules, List<HomeEntry> tables, String... hide) throws Exception {
    return Grants.collect(
        project,
        rules,
        new HomePlan(tables, List.of()),
        List.of(),
        new HiddenPaths(Rules.hide(hide), project, home));
  }

  private static Bound same(Path path) {
    return new Bound(path.toString(), path.toString());
  }
}
