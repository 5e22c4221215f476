package dev.paddock.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class MavenSettingsTest {
  private static String rewrite(byte[] file) throws MalformedSettingsException {
    HomeRequest request =
        new HomeRequest(
            Path.of("/home/o"), Map.of(), List.of(), Path.of("/home/o/.st"), Path.of("/home/o/p"));
    Sieve sieve = new Sieve(KeyTable.named("maven"), new SecretDetector(), request, _ -> true);
    return new MavenSettings().rewrite(file, sieve);
  }

  private static final String FULL =
      """
      <settings xmlns="http://maven.apache.org/SETTINGS/1.2.0" canary="canary">
        <!-- canary -->
        <localRepository>${user.home}/repo</localRepository>
        <offline>false</offline>
        <servers><server><id>x</id><username>canary</username><password>canary</password></server></servers>
        <proxies><proxy><host>canary</host><password>canary</password></proxy></proxies>
        <mirrors>
          <mirror><id>team</id><mirrorOf>*</mirrorOf>
            <url>https://u:canary@maven.example.com/<!-- canary -->a&amp;b/</url></mirror>
          <mirror><id>bad</id><mirrorOf>central</mirrorOf>
            <url>https://maven.example.com/?t=canary</url></mirror>
        </mirrors>
        <profiles>
          <profile><id>p</id>
            <activation><activeByDefault>true</activeByDefault></activation>
            <properties><gpg.passphrase>canary</gpg.passphrase><a>canary</a></properties>
            <repositories><repository><id>r</id>
              <url><![CDATA[https://r.example.com/<x>]]></url>
              <releases><enabled>true</enabled></releases>
              <canary>canary</canary></repository></repositories>
          </profile>
        </profiles>
        <activeProfiles><activeProfile>p</activeProfile><activeProfile>ghp_canarycanarycanary</activeProfile></activeProfiles>
      </settings>
      """;

  @Test
  void serversProxiesPropertiesAndCommentsStayOutside() throws Exception {
    assertThat(rewrite(FULL.getBytes(StandardCharsets.UTF_8))).doesNotContain("canary", "server");
  }

  @Test
  void whatIsLeftIsWellFormedAndHasTheSameValues() throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    rewrite(("\uFEFF" + FULL).getBytes(StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8)));

    assertThat(text(document, "localRepository")).isEqualTo("${user.home}/repo");
    assertThat(text(document, "url")).isEqualTo("https://maven.example.com/a&b/");
    assertThat(text(document, "mirrorOf")).isEqualTo("*");
    assertThat(text(document, "activeByDefault")).isEqualTo("true");
    assertThat(text(document, "repository")).contains("https://r.example.com/<x>", "true");
  }

  @Test
  void aMirrorWithoutItsUrlIsNotGivenAtAll() throws Exception {
    assertThat(rewrite(FULL.getBytes(StandardCharsets.UTF_8))).doesNotContain("bad", "central");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<settings><offline>",
        "",
        "canary",
        "<!DOCTYPE settings [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><settings><localRepository>&e;</localRepository></settings>",
        "<!DOCTYPE settings><settings><offline>true</offline></settings>",
        "<settings><localRepository>&canary;</localRepository></settings>"
      })
  void aFileThatIsNotPlainXmlIsNotGiven(String file) {
    assertThatThrownBy(() -> rewrite(file.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedSettingsException.class)
        .hasMessageNotContaining("canary");
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagName(element).item(0).getTextContent();
  }
}
