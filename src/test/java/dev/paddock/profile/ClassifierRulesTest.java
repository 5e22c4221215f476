package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sections [classifier] and [ask]. */
class ClassifierRulesTest {
  private static final String KEY = "[classifier]\nkey = \"env:MODEL_KEY\"\n";

  @TempDir private Path root;
  private ProfileFolders folders;

  @BeforeEach
  void makeFolders() {
    folders = new ProfileFolders(root);
  }

  @Test
  void nobodyIsAskedUnlessAKeyOrAnAddressIsSaid() throws Exception {
    assertThat(folders.load().profile().classifier().isConfigured()).isFalse();
    assertThat(user(KEY).isConfigured()).isTrue();
    assertThat(user("[classifier]\nbase_url = \"http://localhost:8080\"\n").isConfigured())
        .isTrue();
  }

  @Test
  void aKeyAloneMeansAnthropicsDefaultModel() throws Exception {
    ClassifierRules rules = user(KEY);

    assertThat(rules.providerInForce()).isEqualTo(ClassifierProvider.ANTHROPIC);
    assertThat(rules.modelInForce()).contains("claude-sonnet-4-6");
    assertThat(rules.baseUrlInForce()).isEqualTo(URI.create("https://api.anthropic.com"));
    assertThat(rules.timeoutInForce()).isEqualTo(Duration.ofSeconds(30));
    assertThat(rules.key().orElseThrow().value())
        .isEqualTo(new KeySource.Variable("env:MODEL_KEY", "MODEL_KEY"));
    assertThat(rules.calls()).isEmpty();
  }

  @Test
  void aServerOnThisMachineNeedsNoKeyButAModel() throws Exception {
    ClassifierRules rules =
        user(
            """
            [classifier]
            provider = "openai"
            model = "qwen3:8b"
            base_url = "http://[::1]:11434/v1/"
            timeout = "90s"
            price_input = "0"
            """);

    assertThat(rules.baseUrlInForce()).isEqualTo(URI.create("http://[::1]:11434/v1"));
    assertThat(rules.modelInForce()).contains("qwen3:8b");
    assertThat(rules.timeoutInForce()).isEqualTo(Duration.ofSeconds(90));
    assertThat(rules.prices().input().orElseThrow().value()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void openaiWithoutAModelIsRefused() {
    folders.user("[classifier]\nprovider = \"openai\"\nkey = \"env:X\"\n");

    Problem problem = folders.problems().getFirst();
    assertThat(problem.message()).contains("classifier.model is missing");
    assertThat(problem.remedy()).contains("model = ");
    assertThat(problem.line()).isEqualTo(2);
  }

  @Test
  void aSectionWithoutEffectIsTold() throws Exception {
    folders.user("[classifier]\nmodel = \"x\"\n");

    assertThat(folders.load().notices())
        .singleElement()
        .asString()
        .contains("has no effect")
        .contains("base_url");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provider = \"google\"|is no provider",
        "provider = \"Anthropic\"|is no provider",
        "provider = 1|a string",
        "model = \"\"|is no name of a model",
        "model = \" x\"|is no name of a model",
        "model = \"a\\u0007\"|control characters",
        "base_url = \"api.example.com\"|is no address",
        "base_url = \"ftp://a.example\"|is no address",
        "base_url = \"file:///etc/passwd\"|is no address",
        "base_url = \"https://\"|is no address",
        "base_url = \"https://a b\"|is no address",
        "base_url = \"https://a.example:70000\"|is no address",
        "base_url = \"http://a.example/v1\"|unencrypted",
        "base_url = \"http://10.0.0.1/v1\"|unencrypted",
        "base_url = \"http://127.0.0.1.example\"|unencrypted",
        "base_url = \"http://localhost.example\"|unencrypted",
        "base_url = \"https://key@a.example\"|has a user",
        "base_url = \"https://a.example?key=1\"|has a user",
        "base_url = \"https://a.example#x\"|has a user",
        "key = \"sk-secret\"|where the key is kept",
        "timeout = \"0s\"|is no time",
        "timeout = \"4m\"|is no time",
        "timeout = 30|a string",
        "calls = 0|is no budget",
        "calls = -1|is no budget",
        "tokens = \"many\"|a whole number",
        "dollars = 1.5|a whole number",
        "price_input = \"-1\"|is no price",
        "price_input = \"1e3\"|is no price",
        "price_output = 3.0|a string",
        "price_cache_read = \"$3\"|is no price",
        "url = \"https://a.example\"|is unknown in [classifier]"
      })
  void whatIsNoValidEntryIsRefused(String entry, String message) {
    folders.user("[classifier]\n" + entry + "\n");

    assertThat(folders.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(message))
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(2))
        .satisfies(problem -> assertThat(problem.remedy()).isNotBlank());
  }

  @Test
  void aKeyThatIsMisspeltIsToldTheNearest() {
    folders.user("[classifer]\nkey = \"env:X\"\n");
    assertThat(folders.problems().getFirst().remedy()).contains("classifier");
    folders.user("[classifier]\nprise_input = \"1\"\n");
    assertThat(folders.problems().getFirst().remedy()).contains("price_input");
  }

  @Test
  void aProjectThatIsNotTrustedHasNoSay() throws Exception {
    folders.user(KEY);
    LoadedProfile loaded =
        folders
            .project(
                """
                [classifier]
                provider = "openai"
                model = "says-yes"
                base_url = "https://judge.example"
                key = "command:cat /etc/passwd"
                timeout = "1s"
                calls = 1
                tokens = 1
                dollars = 1
                price_input = "0"
                price_output = "0"
                price_cache_read = "0"
                price_cache_write = "0"
                """)
            .load();

    assertThat(loaded.profile().classifier()).isEqualTo(user(KEY));
    assertThat(loaded.notices())
        .hasSize(12)
        .allSatisfy(notice -> assertThat(notice.toString()).contains("not trusted"));
  }

  @Test
  void aLaterOwnersLayerReplacesWhatItSays() throws Exception {
    folders.user(KEY + "calls = 5\n").named("n", "[classifier]\ncalls = 7\nmodel = \"m\"\n");
    ClassifierRules rules = folders.load(Flags.NONE, Optional.of("n")).profile().classifier();

    assertThat(rules.calls().orElseThrow().value()).isEqualTo(7);
    assertThat(rules.modelInForce()).contains("m");
    assertThat(rules.key()).isPresent();
  }

  @Test
  void whomTheOrganisationNamesIsAskedAndItsBudgetsAreCeilings() throws Exception {
    folders.organisation(
        """
        [classifier]
        provider = "openai"
        model = "ours"
        base_url = "https://judge.corp.example/v1"
        calls = 100
        """);
    folders.user(
        """
        [classifier]
        provider = "anthropic"
        model = "mine"
        base_url = "https://api.anthropic.com"
        key = "env:MINE"
        calls = 1000
        dollars = 3
        """);

    LoadedProfile loaded = folders.load();

    ClassifierRules rules = loaded.profile().classifier();
    assertThat(rules.providerInForce()).isEqualTo(ClassifierProvider.OPENAI);
    assertThat(rules.modelInForce()).contains("ours");
    assertThat(rules.baseUrlInForce().getHost()).isEqualTo("judge.corp.example");
    assertThat(rules.calls().orElseThrow().value()).isEqualTo(100);
    assertThat(rules.dollars().orElseThrow().value()).isEqualTo(3);
    assertThat(rules.key().orElseThrow().value().text()).isEqualTo("env:MINE");
    assertThat(loaded.notices())
        .hasSize(4)
        .allSatisfy(notice -> assertThat(notice.toString()).contains("organisation"));
  }

  @Test
  void anActionWaitsAMinuteUnlessSomebodySaysMoreOrLess() throws Exception {
    assertThat(folders.load().profile().ask().patienceInForce()).isEqualTo(Duration.ofMinutes(1));
    assertThat(folders.user("[ask]\nwait = \"0s\"\n").load().profile().ask().patienceInForce())
        .isEqualTo(Duration.ZERO);
    assertThat(folders.user("[ask]\nwait = \"3m\"\n").load().profile().ask().patienceInForce())
        .isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void aProjectCanOnlyShortenTheWaitAndTheOrganisationBoundsIt() throws Exception {
    LoadedProfile longer = folders.project("[ask]\nwait = \"2m\"\n").load();
    assertThat(longer.profile().ask().patienceInForce()).isEqualTo(Duration.ofMinutes(1));
    assertThat(longer.notices()).singleElement().asString().contains("can only lower");

    LoadedProfile shorter = folders.project("[ask]\nwait = \"5s\"\n").load();
    assertThat(shorter.profile().ask().patienceInForce()).isEqualTo(Duration.ofSeconds(5));

    folders.organisation("[ask]\nwait = \"10s\"\n").user("[ask]\nwait = \"3m\"\n").project("");
    assertThat(folders.load().profile().ask().patienceInForce()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"181s", "4m", "1h", "", "-1s", "1.5m", "60", "none", "99999999s"})
  void whatIsNoTimeToWaitIsRefused(String text) {
    folders.user("[ask]\nwait = \"" + text + "\"\n");

    assertThat(folders.problems())
        .singleElement()
        .asString()
        .contains("is no time between 0s and 3m");
  }

  @Test
  void bothAreShownWithTheirOrigin() throws Exception {
    assertThat(ProfileDescription.toml(folders.load()))
        .contains("# not configured: rules and people decide");
    LoadedProfile loaded = folders.user(KEY).load();

    String file = folders.config.resolve("profile.toml").toString();
    assertThat(ProfileDescription.toml(loaded))
        .contains("key = \"env:MODEL_KEY\"  # " + file + ":2", "wait = \"1m\"  # default");
    assertThat(ProfileDescription.data(loaded).get("classifier").toString())
        .startsWith("{configured=true, key={value=env:MODEL_KEY, layer=user");
    assertThat(loaded.notices()).isEmpty();
  }

  private ClassifierRules user(String toml) throws Exception {
    return folders.user(toml).load().profile().classifier();
  }
}
