package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;

/** Each format but git's and Maven's: what stays, and that no byte of "canary" does. */
class SettingsFormatsTest {
  private static final HomeRequest REQUEST =
      new HomeRequest(
          Path.of("/home/o"), Map.of(), List.of(), Path.of("/home/o/.st"), Path.of("/home/o/p"));

  private static String rewrite(SettingsFormat format, String table, String file)
      throws MalformedSettingsException {
    Sieve sieve =
        new Sieve(
            KeyTable.named(table),
            new SecretDetector(),
            REQUEST,
            path -> path.startsWith("/home/o/given"));
    String text = format.rewrite(file.getBytes(StandardCharsets.UTF_8), sieve);
    assertThat(text).doesNotContainIgnoringCase("canary");
    return text;
  }

  @Test
  void npmKeepsRegistriesAndSwitches() throws Exception {
    String text =
        rewrite(
            new NpmSettings(),
            "npm",
            "\uFEFFregistry=https://me:canary@npm.example.com/\r\n"
                + "@team:registry = \"https://team.example.com/\"\r\n"
                + "; a comment with canary\r\n# canary\r\n"
                + "save-exact = true ; canary\r\n"
                + "fund\r\n"
                + "save-prefix=~\n"
                + "prefix=~/given/npm\n"
                + "cafile=/home/o/canary.pem\n"
                + "//npm.example.com/:_authToken=canary\n"
                + "//npm.example.com/:_password = canary\n"
                + "_auth=canary\n_authToken=${CANARY}\nusername=canary\nemail=canary@example.com\n"
                + "tag=npm_canarycanarycanary\n"
                + "loglevel=${CANARY}\n"
                + "registry=https://second.example.com/\n"
                + "canarycanarycanary\n"
                + "omit=a\rproxy=http://u:canary@p.example.com\n"
                + "https-proxy=http://u:canary@p.example.com\n"
                + "init-license=\\\"canary\n"
                + "[section]\nregistry=https://canary.example.com/\n");

    assertThat(text.lines())
        .containsExactly(
            "registry=https://npm.example.com/",
            "@team:registry=https://team.example.com/",
            "save-exact=true",
            "fund=true",
            "save-prefix=~",
            "prefix=~/given/npm",
            "registry=https://second.example.com/",
            "omit=a");
  }

  @Test
  void pipKeepsIndexesWithoutUserInfoAndDropsTheRest() throws Exception {
    String text =
        rewrite(
            new PipSettings(),
            "pip",
            "# canary\n[global]\nIndex-URL = https://u:canary@py.example.com/simple\n"
                + "extra-index-url =\n    https://__token__:canary@a.example.com/simple\n"
                + "    # canary\n    https://b.example.com/simple\n"
                + "timeout: 60\nproxy = http://u:canary@p.example.com\nclient-cert = /canary\n"
                + "[install]\r\nfind-links = https://c.example.com/?key=canary\r\nuser = true\r\n"
                + "[canary]\nproxy = x\n");

    assertThat(text)
        .isEqualTo(
            """
            [global]
            index-url = https://py.example.com/simple
            extra-index-url = https://a.example.com/simple
                https://b.example.com/simple
            timeout = 60
            [install]
            user = true
            """);
  }

  @Test
  void aContinuedValueWithASecretInOneLineIsDroppedWhole() throws Exception {
    assertThat(
            rewrite(
                new PipSettings(),
                "pip",
                "[global]\nextra-index-url = https://a.example.com\n  ghp_canarycanarycanary\n"))
        .isEmpty();
  }

  @Test
  void cargoKeepsSourcesAndBuildButNoToken() throws Exception {
    String text =
        rewrite(
            new TomlSettings(),
            "cargo",
            """
            # canary
            [build]
            jobs = 4
            rustflags = ["-C", "target-cpu=native"]
            rustc-wrapper = "sccache"
            target-dir = "/home/o/canary"
            [env]
            SECRET = "canary"
            [registries.mine]
            index = "sparse+https://u:canary@cargo.example.com/index/"
            token = "canary"
            credential-provider = ["cargo:token-from-stdout", "canary"]
            [source.upstream]
            replace-with = "mirror"
            [source.mirror]
            registry = 'https://mirror.example.com/"x'
            [target.x86_64-unknown-linux-gnu]
            linker = "clang"
            [target.'cfg(all())']
            runner = ["run", "--token", "canary"]
            [alias]
            b = "build"
            up = ["publish", "--token", "canary"]
            [http]
            proxy = "u:canary@p.example.com"
            timeout = 30
            [profile.release.package."*"]
            opt-level = 3
            [registry]
            token = "canary"
            """);

    var parsed = Toml.parse(text);
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.dottedKeySet())
        .containsExactlyInAnyOrder(
            "build.jobs",
            "build.rustflags",
            "build.rustc-wrapper",
            "registries.mine.index",
            "source.upstream.replace-with",
            "source.mirror.registry",
            "target.x86_64-unknown-linux-gnu.linker",
            "alias.b",
            "http.timeout",
            "profile.release.package.\"*\".opt-level");
    assertThat(parsed.getString("registries.mine.index"))
        .isEqualTo("sparse+https://cargo.example.com/index/");
    assertThat(parsed.getString("source.mirror.registry"))
        .isEqualTo("https://mirror.example.com/\"x");
    assertThat(parsed.getArray("build.rustflags").toList())
        .isEqualTo(List.of("-C", "target-cpu=native"));
  }

  @Test
  void uvKeepsItsIndexes() throws Exception {
    String text =
        rewrite(
            new TomlSettings(),
            "uv",
            """
            python-preference = "only-managed"
            [[index]]
            name = "team"
            url = "https://u:canary@py.example.com/simple"
            authenticate = "canary"
            [[index]]
            url = "https://two.example.com/simple"
            default = true
            """);

    assertThat(Toml.parse(text).getArray("index").size()).isEqualTo(2);
    assertThat(text).contains("url = \"https://py.example.com/simple\"", "only-managed");
  }

  @Test
  void gradleKeepsItsOwnSwitchesAndNoPassword() throws Exception {
    String text =
        rewrite(
            new GradleSettings(),
            "gradle",
            "org.gradle.parallel=true\norg.gradle.caching : true\n"
                + "org.gradle.jvmargs=-Xmx4g -Dfile.encoding=UTF-8\n"
                + "kotlin.code.style=official\nandroid.useAndroidX=true\n"
                + "org.gradle.cache.password=canary\norg.gradle.x.encryption.key=canary\n"
                + "\\u006fssrhPassword=canary\nsigning.key\\\n  Id=canary\n"
                + "systemProp.http.proxyPassword=canary\nsonatypeUsername=canary\n"
                + "org.gradle.welcome=\\\n  ghp_canary\\\n  canarycanary\n"
                + "org.gradle.debug=-Drepo.password=canary\n"
                + "org.gradle.java.home=/home/o/canary/jdk\n#canary\n!canary\n");

    Properties properties = new Properties();
    properties.load(new StringReader(text));
    assertThat(properties)
        .containsOnly(
            Map.entry("org.gradle.parallel", "true"),
            Map.entry("org.gradle.caching", "true"),
            Map.entry("org.gradle.jvmargs", "-Xmx4g -Dfile.encoding=UTF-8"),
            Map.entry("kotlin.code.style", "official"),
            Map.entry("android.useAndroidX", "true"));
  }

  @Test
  void gradleNeverPassesAJvmArgumentWithAPassword() throws Exception {
    assertThat(
            rewrite(
                new GradleSettings(),
                "gradle",
                "org.gradle.jvmargs=-Xmx4g -Djavax.net.ssl.keyStorePassword=canary\n"))
        .isEmpty();
  }

  @Test
  void goKeepsProxiesWithoutUserInfo() throws Exception {
    assertThat(
            rewrite(
                new GoSettings(),
                "go",
                "GOPROXY=https://u:canary@go.example.com,https://two.example.com|direct\n"
                    + "GOPRIVATE=git.example.com/*\r\nGOAUTH=netrc canary\n# canary\n"
                    + "GOFLAGS=-mod=mod\nCANARY=1\nGOBIN=/home/o/canary\n"))
        .isEqualTo(
            "GOPROXY=https://go.example.com,https://two.example.com|direct\n"
                + "GOPRIVATE=git.example.com/*\nGOFLAGS=-mod=mod\n");
  }

  @Test
  void aSecretInAKeyIsFoundToo() throws Exception {
    assertThat(
            rewrite(
                new TomlSettings(),
                "cargo",
                "[registries.ghp_canarycanarycanary]\nindex = 'https://a.example.com'\n"
                    + "[source.'https://u:canary@b.example.com']\nreplace-with = 'x'\n"))
        .isEmpty();
    assertThat(
            rewrite(new NpmSettings(), "npm", "@npm_canarycanary:registry=https://a.example.com"))
        .isEmpty();
  }

  @Test
  void aFileThatIsNotUtf8IsMalformed() {
    Sieve sieve = new Sieve(KeyTable.named("npm"), new SecretDetector(), REQUEST, _ -> true);
    byte[] utf16 = "registry=https://a.example.com".getBytes(StandardCharsets.UTF_16);

    assertThatThrownBy(() -> new NpmSettings().rewrite(utf16, sieve))
        .isInstanceOf(MalformedSettingsException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = [", "= canary", "token = canary"})
  void malformedTomlIsToldWithoutQuotingIt(String file) {
    assertThatThrownBy(() -> rewrite(new TomlSettings(), "cargo", file))
        .isInstanceOf(MalformedSettingsException.class)
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("canary");
  }
}
