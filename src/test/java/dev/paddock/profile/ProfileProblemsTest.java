package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileProblemsTest {
  @TempDir Path root;
  private ProfileFolders folders;

  @BeforeEach
  void makeFolders() {
    folders = new ProfileFolders(root);
  }

  @Test
  void aKeyThatIsUnknownIsRefusedWithItsLineAndTheNearestKey() {
    Problem problem = only("# c\n[files]\nwirte = [\".\"]\n");

    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.column()).isEqualTo(1);
    assertThat(problem.file()).endsWith("paddock/profile.toml");
    assertThat(problem.message()).isEqualTo("\"wirte\" is unknown in [files]");
    assertThat(problem.remedy()).isEqualTo("Did you mean write?");
  }

  @Test
  void aSectionThatIsUnknownIsRefusedWithTheNearestSection() {
    assertThat(only("[limit]\n").remedy()).isEqualTo("Did you mean limits?");
  }

  @Test
  void aKeyInTheWrongSectionIsSentToItsOwn() {
    assertThat(only("[network]\npush = []\n").remedy()).isEqualTo("push belongs in [git]");
    assertThat(only("memory = \"8G\"\n").remedy()).isEqualTo("memory belongs in [limits]");
    assertThat(only("[files]\nallow = []\n").remedy())
        .isEqualTo("allow belongs in [permissions] or [network] or [auto_mode]");
  }

  @Test
  void aKeyOfAHostThatIsUnknownIsRefused() {
    Problem problem = only("[network.host.\"api.example.com\"]\nmethod = []\n");

    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.remedy()).isEqualTo("Did you mean methods?");
  }

  @Test
  void aHostWithAPortHasNoRuleOfItsOwn() {
    Problem problem = only("[network.host.\"a.example:1\"]\nmethods = []\n");

    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.message()).contains("not a valid host");
  }

  @Test
  void anEscapeThatTomlDoesNotKnowIsRefusedAlsoInAKey() {
    assertThat(only("[network.host.\"\\l\"]\n").message()).contains("no valid TOML");
  }

  @Test
  void aHostThatIsNotQuotedIsExplained() {
    assertThat(only("[network.host.api.example.com]\nmethods = []\n").remedy())
        .contains("Quote the host's whole name");
  }

  @Test
  void theEntryOfAListOverSeveralLinesIsFoundInItsOwnLine() {
    Problem problem = only("[files]\nread = [\n  \"~/a\", # one\n\n  \"/proc/1\",\n]\n");

    assertThat(problem.line()).isEqualTo(5);
    assertThat(problem.column()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "files = 1                                | files is no section",
        "[files]~write = \".\"                    | files.write has to be a list of strings",
        "[files]~write = [1]                      | files.write has to be a list of strings",
        "[files]~hide = [\"!a\"]                  | starts with !",
        "[files]~hide = [\"a[\"]                  | no ] closes",
        "[files]~write = [\"\"]                   | a path is empty",
        "[files]~write = [\"a\\u0000b\"]          | control characters",
        "[files]~write = [\"/\"]                  | the whole machine",
        "[files]~write = [\"../x\"]               | leaves the project",
        "[files]~read = [\"a/../../x\"]           | leaves the project",
        "[files]~read = [\"~/../x\"]              | leaves HOME",
        "[files]~write = [\"%7E\"]                | HOME itself",
        "[files]~read = [\"%7E\"]                 | HOME itself",
        "[files]~read = [\"%7Ebob/x\"]            | another user's HOME",
        "[files]~read = [\"/usr/*\"]              | is a pattern",
        "[files]~write = [\"~/*.log\"]            | outside the project",
        "[files]~write = [\"/usr\"]               | belongs to the system",
        "[files]~write = [\"/etc/hosts\"]         | belongs to the system",
        "[files]~copy = [\"/lib64\"]              | belongs to the system",
        "[files]~read = [\"/run/docker.sock\"]    | sockets",
        "[files]~read = [\"/proc/1/environ\"]     | a session has one of its own",
        "[files]~read = [\"/boot\"]               | starts with",
        "[files]~copy = [\"~/.m2\"]               | settings with secrets",
        "[files]~copy = [\"~/.cache/\"]           | settings with secrets",
        "[files]~write = [\"~/.config/paddock\"]  | Paddock's own settings",
        "[files]~write = [\"~/.config\"]          | Paddock's own settings",
        "[files]~read = [\"~/.local/state\"]      | Paddock keeps its own state",
        "[network]~allow = [\"https://example.com/\"] | is not a host",
        "[network]~allow = [\"example.com:0\"]    | no valid port",
        "[network]~allow = [\"example.com:65536\"] | no valid port",
        "[network]~allow = [\"*.example.com\"]    | wildcard",
        "[network]~allow = [\"localhost:80\"]     | is this machine",
        "[network]~allow = [\"127.0.0.1\"]        | not a valid host",
        "[network]~allow = [\"0x7f.1\"]           | not a valid host",
        "[network]~allow = [\"1.2.3\"]            | not a valid host",
        "[network]~allow = [\"::1\"]              | IPv6",
        "[network]~allow = [\"-a.example\"]       | not a valid host",
        "[network]~allow = [\"b\\u00fccher.example\"] | not a valid host",
        "[network]~allow = [\"\"]                 | not a valid host",
        "[network]~allow = [\"x.paddock.internal\"] | Paddock's own",
        "[network.host.\"a.example\"]~methods = [\"get\"] | no known method",
        "[network.host.\"a.example\"]~paths = [\"x\"]     | no path of a URL",
        "[network.host.\"a.example\"]~credential = \"a b\" | no name of a credential",
        "[network]~private = [\"10.0.0.1\"]     | needs no such entry",
        "[network]~private = [\"db:1\"]         | not a valid host",
        "[network]~registries = 1                 | has to be true or false",
        "[permissions]~import = 1                 | has to be true or false",
        "[network]~registries = \"no\"           | has to be true or false",
        "credentials = 1                          | credentials is no section",
        "[credentials]~x = 1                      | is no section",
        "[credentials]~from = \"env:A\"          | is no section",
        "[credentials.x]                          | does not say where the key is kept",
        "[credentials.x]~from = \"ghp_abc\"      | does not say where the key is kept",
        "[credentials.x]~from = \"env:A=b\"      | no name of a variable",
        "[credentials.x]~from = \"command:\"     | there is no command",
        "[credentials.x]~from = \"command:a 'b\" | ends within quotes",
        "[credentials.x]~from = \"command:a $B\" | needs a shell",
        "[credentials.x]~from = \"command:%7E/a\" | needs a shell",
        "[credentials.x]~from = \"command:./a\"  | depend on the current folder",
        "[credentials.x]~from = \"command:a\\u0000\" | control characters",
        "[credentials.x]~from = \"file:key\"     | is no path of a file",
        "[credentials.x]~from = \"file:%7E/project/key\" | is in the project",
        "[credentials.x]~from = \"file:%7E/a/../project/key\" | is in the project",
        "[network]~host = 1                       | network.host is no section",
        "[network.host]~\"a.example\" = 1         | is no section",
        "[ports]~publish = [0]                    | is not a port",
        "[ports]~reach = [65536]                  | is not a port",
        "[ports]~reach = [\"80\"]                 | a list of whole numbers",
        "[git]~push = [\"refs/heads/x\"]          | full ref name",
        "[git]~push = [\"a..b\"]                  | no pattern that a branch",
        "[git]~protect = [\"a b\"]                | no pattern that a branch",
        "[git]~protect = [\"\"]                   | no pattern that a branch",
        "[git]~push = [\"a?\"]                    | no pattern that a branch",
        "[git]~land = \"maybe\"                   | no way to land",
        "[git]~refs = [\"v*\"]                    | full ref names",
        "[git]~refs = [\"refs/*\"]                | full ref names",
        "[git]~refs = [\"refs/*/x\"]              | full ref names",
        "[git]~refs = [\"refs/heads/x\"]          | is a branch",
        "[git]~refs = [\"refs/tags/a..b\"]        | no pattern that a ref",
        "[git]~remotes = [\"https://a.example/b\"] | is no repository",
        "[git]~remotes = [\"a.example\"]          | is no repository",
        "[git]~remotes = [\"*.example/b\"]        | is a wildcard",
        "[git]~fetch = [\"git@a.example/b\"]      | is no repository",
        "[git]~fetch = [\"a.example/b//c\"]       | no pattern that a repository",
        "[git]~largest = \"1\"                    | is no size",
        "[git]~sign = \"yes\"                     | true or false",
        "[env]~pass = [\"A=1\"]                   | no name of a variable",
        "[env]~pass = [\"*\"]                     | nobody has named",
        "[env]~pass = [\"A_*\"]                   | nobody has named",
        "[env]~pass = [\"ABC*\"]                  | nobody has named",
        "[env]~pass = [\"AWS_*\"]                 | secrets along",
        "[env]~pass = [\"MY_TOKEN_*\"]            | secrets along",
        "[limits]~memory = \"8\"                  | is no size",
        "[limits]~memory = \"0G\"                 | is no size",
        "[limits]~memory = \"8GB\"                | is no size",
        "[limits]~scratch = \"99999999999T\"      | is no size",
        "[limits]~memory = 8                      | has to be a string",
        "[limits]~processes = 0                   | is no number of processes",
        "[limits]~processes = 99999999            | is no number of processes",
        "[limits]~processes = \"1\"               | has to be a whole number",
        "[limits]~time = \"soon\"                 | is no duration",
        "[limits]~time = \"0m\"                   | is no duration",
        "[files]~write = [                        | no valid TOML",
      })
  void whatIsNoValidEntryIsRefusedWithItsLine(String toml, String message) {
    String text = toml.replace("]~", "]\n").replace("%7E", "~");
    Problem problem = only(text);

    assertThat(problem.message()).contains(message);
    assertThat(problem.remedy()).isNotBlank();
    assertThat(problem.column()).isPositive();
    assertThat(problem.line()).isEqualTo((int) text.lines().count());
  }

  @Test
  void allProblemsOfAllLayersAreToldAtOnce() {
    folders.organisation("[limits]\nmemory = \"x\"\n");
    folders.user("[files]\nwirte = []\nread = [\"/proc\"]\n");
    folders.project("[git]\nland = 3\n");
    Flags flags = flags(List.of("nope:x"));

    List<Problem> problems = folders.problems(flags, Optional.of("absent"));

    assertThat(problems).hasSize(6);
    assertThat(problems.getLast().file()).isEqualTo("--allow");
    assertThat(new ProfileException(problems).getMessage().lines()).hasSize(6);
    assertThat(problems.getFirst().toString())
        .startsWith(folders.organisation + ":2:1: limits.memory: \"x\" is no size. Write a whole");
    assertThat(problems.getLast().toString()).startsWith("--allow: network.allow: ");
  }

  @Test
  void theProblemsOfAFileAreToldInTheOrderOfItsLines() {
    folders.user("[limits]\nmemory = 1\n[files]\nread = [\"\"]\n[gti]\n");

    assertThat(folders.problems()).extracting(Problem::line).containsExactly(2, 4, 5);
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    folders.user("");
    Files.write(folders.config.resolve("profile.toml"), new byte[] {'#', (byte) 0xff, '\n'});

    assertThat(folders.problems()).singleElement().asString().contains("it is not UTF-8");
  }

  @Test
  void aFileOfMoreThanOneMebibyteIsRefused() {
    folders.user("#" + "x".repeat(1024 * 1024));

    assertThat(folders.problems()).singleElement().asString().contains("larger than 1 MiB");
  }

  @Test
  void aFileThatIsAFolderIsRefused() throws IOException {
    Files.createDirectory(folders.projectFile());

    assertThat(folders.problems()).singleElement().asString().contains("no regular file");
  }

  @Test
  void aProjectFileThatIsASymbolicLinkIsRefused() throws IOException {
    Path target = Files.writeString(folders.home.resolve("t.toml"), "");
    Files.createSymbolicLink(folders.projectFile(), target);

    assertThat(folders.problems()).singleElement().asString().contains("it is a symbolic link");
  }

  @Test
  void aUsersFileMayBeASymbolicLinkButNotADanglingOne() throws Exception {
    Path link = folders.config.resolve("profile.toml");
    Path target = folders.home.resolve("mine.toml");
    Files.createSymbolicLink(link, target);
    assertThat(folders.problems()).singleElement().asString().contains("leads nowhere");

    Files.writeString(target, "[limits]\nprocesses = 7\n");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(folders.load().profile().limits().processes().orElseThrow().value()).isEqualTo(7);
  }

  @Test
  void aUsersOrOrganisationsFileThatOthersCanWriteIsRefused() throws IOException {
    folders.organisation("").user("");
    Path user = folders.config.resolve("profile.toml");
    Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rw-r--rw-"));
    Path folder = folders.organisation.getParent();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(folders.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem.message()).contains("writable by others"));
  }

  @Test
  void aNamedProfileThatIsNotThereIsRefusedWithThoseThatAre() {
    folders.named("work", "").named("play", "");

    assertThat(folders.problems(Flags.NONE, Optional.of("wrok")))
        .singleElement()
        .isEqualTo(
            new Problem("-p", 0, 0, "there is no profile \"wrok\"", "There are: play, work"));
    assertThat(folders.problems(Flags.NONE, Optional.of("../work")))
        .singleElement()
        .asString()
        .contains("can't be the name of a profile");
  }

  @Test
  void aLinkInTheProjectThatLeadsOutOfItIsNoPathOfTheProject() throws IOException {
    Files.createDirectories(folders.home.resolve(".ssh"));
    Files.createSymbolicLink(folders.project.resolve("src"), folders.home.resolve(".ssh"));

    assertThat(only("[files]\nwrite = [\"src/keys\"]\n").message())
        .contains("leads out of the project");
  }

  @Test
  void aLinkToSomethingThatCannotBeGrantedIsRefusedToo() throws IOException {
    Files.createSymbolicLink(folders.home.resolve("link"), folders.home);
    assertThat(only("[files]\nread = [\"~/link\"]\n").message()).contains("HOME itself");

    Files.createSymbolicLink(folders.home.resolve("dangling"), folders.home.resolve("later"));
    assertThat(only("[files]\nwrite = [\"~/dangling\"]\n").message()).contains("can't be followed");
  }

  @Test
  void aHomeFolderIsNoProject() {
    ProfileSources sources =
        new ProfileSources(
            folders.home,
            folders.home,
            folders.organisation,
            folders.config,
            folders.state,
            Optional.empty(),
            Flags.NONE);

    assertThat(Assertions.catchThrowable(() -> ProfileLoader.load(sources)))
        .isInstanceOf(ProfileException.class)
        .hasMessageContaining("this folder can't be a project")
        .hasMessageContaining("HOME itself");
  }

  @Test
  void whatAFileSaysCannotSteerTheTerminal() {
    Problem problem = only("[files]\n\"a\\u001b[2J\\u202e\" = 1\n");

    assertThat(problem.toString())
        .contains("a\\u001B[2J\\u202E")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void deepNestingIsRefusedBeforeItIsParsed() {
    assertThat(only("a = " + "[".repeat(100_000)).message()).contains("nested too deeply");
  }

  @Test
  void deepNestingThatIsDisguisedIsRefusedAsWell() {
    assertThat(folders.project("a = " + "[\"]\",".repeat(100_000)).problems())
        .singleElement()
        .asString()
        .contains("TOML");
  }

  @Test
  void aListOfThousandsIsRefused() {
    assertThat(only("[files]\nhide = [" + "\"a\",".repeat(1001) + "]\n").message())
        .contains("more than 1000 entries");
  }

  @Test
  void anOwnRuleIsASentenceOrTheWordThatStandsForTheDefaults() {
    assertThat(only("[auto_mode]\nallow = [' ']\n").message()).contains("says nothing");
    assertThat(only("[auto_mode]\nallow = ['$default']\n").remedy())
        .isEqualTo("Write \"$defaults\"");
    assertThat(only("[auto_mode]\nhard_deny = ['" + "x".repeat(4001) + "']\n").message())
        .contains("longer than 4000 characters");
    assertThat(only("[auto_mode]\nsoft-deny = []\n").remedy()).isEqualTo("Did you mean soft_deny?");
  }

  @Test
  void aNumberOnTheCommandLineIsCheckedAsInAFile() {
    Flags flags =
        new Flags(
            List.of(),
            List.of("a b"),
            true,
            List.of(),
            List.of("/proc"),
            List.of(),
            List.of(),
            List.of(),
            List.of("70000"),
            List.of("x"),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("many"),
            Optional.empty(),
            Optional.empty());

    assertThat(folders.problems(flags, Optional.empty()))
        .extracting(Problem::file)
        .containsExactlyInAnyOrder("--private", "--read", "--publish", "--reach", "--processes");
  }

  private Problem only(String toml) {
    List<Problem> problems = folders.user(toml).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  private static Flags flags(List<String> allow) {
    return new Flags(
        allow,
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
