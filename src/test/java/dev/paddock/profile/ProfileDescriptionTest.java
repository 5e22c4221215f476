package dev.paddock.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileDescriptionTest {
  private static final String EVERYTHING =
      """
      [files]
      write = [".", "src/a", "*.tfstate*"]
      read = ["~/.gitconfig", "/opt/a\\"b"]
      copy = ["~/.m2/repository"]
      hide = [".env*", "a\\\\*b"]
      [network]
      allow = ["db.dev.example:5432"]
      private = ["db.dev.example"]
      registries = false
      [network.host."api.example.com"]
      methods = ["GET"]
      paths = ["/repos/**"]
      credential = "read-only"
      [credentials.read-only]
      from = "command:/opt/keys show 'a b' \\"c\\\\\\\\d\\""
      header = "X-Key"
      variable = "NPM_TOKEN"
      [credentials."other.one"]
      from = "file:~/.keys/other"
      format = "Basic {}"
      [ports]
      publish = [3000, 3001]
      reach = [5432]
      [git]
      push = ["feature/*"]
      protect = ["live"]
      refs = ["refs/tags/v*"]
      remotes = ["git.example/team/*"]
      fetch = ["git.example/*"]
      largest = "50M"
      sign = false
      land = "ask"
      [env]
      pass = ["MY_MODE"]
      [limits]
      memory = "8G"
      processes = 1024
      time = "90m"
      scratch = "1536M"
      [auto_mode]
      allow = ["Deploys to the staging cluster."]
      soft_deny = ["$defaults", "Say \\"no\\" to\\nlines."]
      hard_deny = ["$defaults"]
      environment = ["Trusted Internal Domains: dev.example"]
      [permissions]
      import = false
      allow = ["Bash(npm publish --dry-run)", "Bash(git \\"a b\\")"]
      [classifier]
      provider = "openai"
      model = "qwen3:8b"
      base_url = "http://127.0.0.1:11434/v1"
      key = "env:MODEL_KEY"
      timeout = "2m"
      calls = 100
      tokens = 1000000
      dollars = 5
      price_input = "3.00"
      price_output = "15"
      price_cache_read = "0.3"
      price_cache_write = "3.75"
      [ask]
      wait = "0s"
      """;

  @TempDir Path root;

  @Test
  void aProfileIsShownWithTheOriginOfEachEntry() throws Exception {
    ProfileFolders folders = new ProfileFolders(root);
    folders.organisation("[files]\nhide = [\"*.pem\"]\n");

    List<String> lines = ProfileDescription.toml(folders.load());

    assertThat(lines)
        .contains(
            "write = [\".\"]  # default",
            "hide = [\"*.pem\"]  # " + folders.organisation + ":2",
            "read = []",
            "  \"main\",  # default",
            "# memory is automatic",
            "processes = 4096  # default");
  }

  @Test
  void whatIsShownIsAProfileThatSaysTheSame() throws Exception {
    ProfileFolders folders = new ProfileFolders(root);
    LoadedProfile first = folders.user(EVERYTHING).load();

    LoadedProfile second =
        folders.user(String.join("\n", ProfileDescription.toml(first)) + "\n").load();

    assertThat(withoutOrigins(ProfileDescription.data(second)))
        .isEqualTo(withoutOrigins(ProfileDescription.data(first)));
    assertThat(second.profile().git().mayPush("other")).isFalse();
    assertThat(second.profile().files().write()).hasSize(2);
  }

  @Test
  void aSecondRuleForAHostIsAComment() throws Exception {
    ProfileFolders folders = new ProfileFolders(root);
    folders.organisation("[network.host.\"a.example\"]\nmethods = [\"GET\"]\n");
    folders.user("[network.host.\"a.example\"]\nmethods = [\"POST\"]\n");

    assertThat(ProfileDescription.toml(folders.load()))
        .contains("methods = [\"GET\"]", "# or: methods = [\"POST\"]");
  }

  @Test
  void programsGetPlainMapsAndLists() throws Exception {
    LoadedProfile loaded = new ProfileFolders(root).user(EVERYTHING).load();

    Map<String, Object> data = ProfileDescription.data(loaded);

    assertThat(data.keySet())
        .containsExactly(
            "files",
            "network",
            "credentials",
            "ports",
            "git",
            "env",
            "limits",
            "auto_mode",
            "permissions",
            "classifier",
            "ask",
            "layers",
            "notices");
    assertPlain(data);
    assertThat(data.get("limits").toString())
        .contains("memoryBytes={value=8589934592, layer=user,");
  }

  private static void assertPlain(Object value) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (key, entry) -> {
                assertThat(key).isInstanceOf(String.class);
                assertPlain(entry);
              });
      case List<?> list -> list.forEach(ProfileDescriptionTest::assertPlain);
      default ->
          assertThat(value).isInstanceOfAny(String.class, Integer.class, Long.class, Boolean.class);
    }
  }

  private static Object withoutOrigins(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .filter(
                  entry ->
                      !List.of("line", "file", "layer", "layers", "notices")
                          .contains(entry.getKey()))
              .map(entry -> entry.getKey() + "=" + withoutOrigins(entry.getValue()))
              .toList();
      // Defaults that are said again are the user's then, and in another order.
      case List<?> list ->
          list.stream().map(entry -> String.valueOf(withoutOrigins(entry))).sorted().toList();
      default -> value;
    };
  }
}
