package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialRuleTest {
  @TempDir Path root;
  private ProfileFolders folders;

  @BeforeEach
  void makeFolders() {
    folders = new ProfileFolders(root);
  }

  @Test
  void aCredentialThatSaysItsSourceOnlyGoesIntoTheAuthorizationHeader() throws Exception {
    folders.user("[credentials.github]\nfrom = \"command:gh auth token\"\n");

    CredentialRule rule = only();

    assertThat(rule.name()).isEqualTo("github");
    assertThat(rule.from())
        .isEqualTo(new KeySource.Command("command:gh auth token", List.of("gh", "auth", "token")));
    assertThat(rule.header()).isEqualTo("Authorization");
    assertThat(rule.format()).isEqualTo("Bearer {}");
    assertThat(rule.variable()).isEmpty();
    assertThat(rule.placeholder()).isEqualTo("paddock-{32}");
  }

  @Test
  void anotherHeaderHoldsTheKeyAlone() throws Exception {
    folders.user("[credentials.x]\nfrom = \"env:X_KEY\"\nheader = \"X-Api-Key\"\n");

    assertThat(only().format()).isEqualTo("{}");
    assertThat(only().from()).isEqualTo(new KeySource.Variable("env:X_KEY", "X_KEY"));
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB_TOKEN, ghp_{36}",
    "ANTHROPIC_API_KEY, sk-ant-api03-{95}",
    "OPENAI_API_KEY, sk-{48}",
    "NPM_TOKEN, npm_{36}",
    "GITLAB_TOKEN, glpat-{20}",
    "GITHUB, paddock-{32}",
    "OUR_OWN, paddock-{32}",
  })
  void thePlaceholderHasTheShapeOfTheKeysThatItsVariableHolds(String variable, String shape)
      throws Exception {
    folders.user("[credentials.x]\nfrom = \"env:X\"\nvariable = \"" + variable + "\"\n");

    assertThat(only().placeholder()).isEqualTo(shape);
  }

  @Test
  void everyShapeOfTheTableIsAShape() {
    assertThat(Table.lines("placeholder-shapes.txt"))
        .isSorted()
        .allSatisfy(
            line ->
                assertThat(PlaceholderShape.parse(line.replaceFirst("^[A-Z_]+ +", "")))
                    .isNotEmpty());
  }

  @Test
  void homeIsWrittenAsATilde() throws Exception {
    folders.user("[credentials.x]\nfrom = \"file:~/.keys/./x\"\n");

    assertThat(only().from())
        .isEqualTo(new KeySource.KeyFile("file:~/.keys/./x", folders.home.resolve(".keys/x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "op read op://vault/item?attribute=otp; op|read|op://vault/item?attribute=otp",
        "pass  show\ta; pass|show|a",
        "a 'b \"c' \"d 'e\"; a|b \"c|d 'e",
        "a \"\" b''c; a||bc",
        "a \\$HOME '$HOME' \"\\$HOME \\x\"; a|$HOME|$HOME|$HOME \\x",
        "a b#c d~e; a|b#c|d~e",
      })
  void aCommandIsSplitLikeAShellsWords(String text, String words) {
    assertThat(ShellWords.split(text)).containsExactly(words.split("\\|", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "header = \"X Y\"; no name of an HTTP header",
        "header = \"Content-Length\"; can carry no key",
        "header = \"host\"; can carry no key",
        "format = \"Bearer\"; exactly once",
        "format = \"{}{}\"; exactly once",
        "format = \"{}\\r\\nX: y\"; can't be the value",
        "format = \" {}\"; can't be the value",
        "format = \"ключ {}\"; can't be the value",
        "variable = \"A-B\"; no name of a variable",
        "placeholder = \"ghp_{8}\"; less than 16 random",
        "placeholder = \"a b{32}\"; no shape",
        "placeholder = \"x{}{32}\"; no shape",
        "placeholder = \"{999}{999}\"; no shape",
      })
  void whatNoHeaderOrPlaceholderCanBeIsRefused(String line, String message) {
    folders.user("[credentials.x]\nfrom = \"env:A\"\n" + line + "\n");

    assertThat(folders.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(problem.line()).isEqualTo(3);
              assertThat(problem.remedy()).isNotBlank();
            });
  }

  @Test
  void aNameWithABlankIsNoNameOfACredential() {
    folders.user("[credentials.\"a b\"]\nfrom = \"env:A\"\n");

    assertThat(folders.problems()).singleElement().asString().contains("no name of a credential");
  }

  @Test
  void anUnknownKeyOfACredentialIsRefusedWithTheNearest() {
    folders.user("[credentials.x]\nfrom = \"env:A\"\nheaders = \"B\"\n");

    assertThat(folders.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).isEqualTo("Did you mean header?"));
  }

  @Test
  void aRuleThatNamesACredentialThatIsNotDefinedIsRefused() {
    folders.user("[files]\n\n[network.host.\"api.example.com\"]\ncredential = \"x\"\n");
    folders.project("[credentials.x]\nfrom = \"env:A\"\n");

    assertThat(folders.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(3);
              assertThat(problem.message()).contains("\"x\", which is not defined");
              assertThat(problem.remedy()).contains("[credentials.\"x\"]");
            });
  }

  @Test
  void twoCredentialsForOneVariableAreRefused() {
    folders.user(
        """
        [credentials.a]
        from = "env:A"
        variable = "V"
        [credentials.b]
        from = "env:B"
        variable = "V"
        """);

    assertThat(folders.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(4));
  }

  @Test
  void aLaterOwnersLayerReplacesTheCredentialOfTheSameName() throws Exception {
    folders.organisation("[credentials.x]\nfrom = \"env:A\"\n");
    folders.user("[credentials.x]\nfrom = \"env:B\"\n");

    assertThat(only().from().text()).isEqualTo("env:B");
  }

  @Test
  void anUntrustedProjectRunsNoCommandThroughACredential() throws Exception {
    folders.user("[credentials.x]\nfrom = \"env:A\"\n");
    folders.project("[credentials.x]\nfrom = \"command:/opt/evil\"\n");

    assertThat(only().from().text()).isEqualTo("env:A");
    assertThat(folders.load().notices())
        .singleElement()
        .asString()
        .contains("credentials \"x\" is ignored");
  }

  @Test
  void aTrustedProjectMayDefineACredential() throws Exception {
    folders.trusted("[credentials.x]\nfrom = \"env:A\"\n");

    assertThat(only().name()).isEqualTo("x");
  }

  private CredentialRule only() throws ProfileException {
    return folders.load().profile().credentials().getFirst().value();
  }
}
