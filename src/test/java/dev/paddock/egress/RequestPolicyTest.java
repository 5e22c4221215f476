package dev.paddock.egress;

import static dev.paddock.egress.Destinations.HOST;
import static dev.paddock.egress.Destinations.everything;
import static dev.paddock.egress.Destinations.methods;
import static dev.paddock.egress.Destinations.paths;
import static dev.paddock.egress.Destinations.plain;
import static dev.paddock.egress.Destinations.read;
import static dev.paddock.egress.Destinations.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPolicyTest {
  @ParameterizedTest
  @ValueSource(strings = {HOST, "API.Example.COM", HOST + ".", HOST + ":443", HOST + ".:443"})
  void theDestinationsNameIsItsNameHoweverItIsWritten(String host) {
    assertThat(decide(read(everything()), "GET", "/", host)).isInstanceOf(Verdict.Allow.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.example.com",
        "example.com",
        HOST + "..",
        HOST + ":80",
        HOST + ":",
        HOST + ":443:443",
        HOST + ":99999999999",
        "user@" + HOST,
        HOST + "@other.example.com",
        HOST + ",other.example.com",
        HOST + " other.example.com",
        HOST + "\u0000",
        HOST + "/",
        HOST + "%00",
        "apı.example.com",
        "[::1]",
        "198.18.1.0",
        ""
      })
  void anotherNameIsRefused(String host) {
    assertThat(rule(decide(read(everything()), "GET", "/", host))).isEqualTo("host-mismatch");
  }

  @Test
  void noNameAndTwoNamesAreRefused() {
    assertThat(rule(decide(plain(HOST), "GET", "/"))).isEqualTo("host-missing");
    assertThat(rule(decide(plain(HOST), "GET", "/", HOST, HOST))).isEqualTo("host-missing");
  }

  @Test
  void anAddressIsItsOwnName() {
    Destination literal = new Destination("203.0.113.7", 80, List.of(), false, "--allow");
    assertThat(decide(literal, "GET", "/", "203.0.113.7")).isInstanceOf(Verdict.Allow.class);
    assertThat(rule(decide(literal, "GET", "/", "203.0.113.07"))).isEqualTo("host-mismatch");
    assertThat(rule(decide(literal, "GET", "/", "3405803783"))).isEqualTo("host-mismatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "trace", "CONNECT", "Connect", "TRACK", "GE T", "", "GET\r"})
  void someMethodsAreNeverAllowed(String method) {
    assertThat(rule(decide(read(everything()), method, "/", HOST)))
        .isEqualTo("method-never-allowed");
    assertThat(rule(decide(plain(HOST), method, "/", HOST))).isEqualTo("method-never-allowed");
  }

  @Test
  void aMethodThatNoRuleNamesIsRefusedAndTheRemedyNamesTheEntry() {
    Destination destination = read(methods("GET", "HEAD"));
    assertThat(decide(destination, "HEAD", "/", HOST)).isInstanceOf(Verdict.Allow.class);
    Refusal refusal = refusal(decide(destination, "POST", "/a?secret=1", HOST));
    assertThat(refusal.rule()).isEqualTo("method-not-allowed");
    assertThat(refusal.target()).isEqualTo("POST https://api.example.com/a");
    assertThat(refusal.reason()).contains("POST", "profile.toml:7");
    assertThat(refusal.remedy()).contains("[network.host.\"api.example.com\"]");
    assertThat(rule(decide(destination, "get", "/", HOST))).isEqualTo("method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-HTTP-Method-Override", "x-http-method", "X-Method-Override", "X_Http_Method"})
  void aHeaderThatNamesAnotherMethodCountsAsThatMethod(String header) {
    Destination destination = read(methods("GET", "POST"));
    assertThat(rule(decide(destination, "/", new HeaderField(header, "delete"))))
        .isEqualTo("method-not-allowed");
    assertThat(rule(decide(destination, "/", new HeaderField(header, "GET, PUT"))))
        .isEqualTo("method-not-allowed");
    assertThat(decide(destination, "/", new HeaderField(header, "GET")))
        .isInstanceOf(Verdict.Allow.class);
    assertThat(decide(read(everything()), "/", new HeaderField(header, "DELETE")))
        .isInstanceOf(Verdict.Allow.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?_method=DELETE", "/?a=b&%5Fmethod=put", "/?x;$httpMethod=PATCH"})
  void aParameterThatNamesAnotherMethodCountsAsThatMethod(String target) {
    Refusal refusal = refusal(decide(read(methods("GET", "POST")), target));
    assertThat(refusal.rule()).isEqualTo("method-not-allowed");
    assertThat(refusal.reason()).contains("The method POST, as ");
    assertThat(decide(read(methods("POST")), "/?method=DELETE&q=_method"))
        .isInstanceOf(Verdict.Allow.class);
  }

  @Test
  void aHeaderForAnotherPathIsRefusedWhereTheRuleHasPaths() {
    HeaderField header = new HeaderField("X-Original-URL", "/admin");
    assertThat(rule(decide(read(paths("/v1/**")), "/v1/a", header))).isEqualTo("path-ambiguous");
    assertThat(decide(read(everything()), "/v1/a", header)).isInstanceOf(Verdict.Allow.class);
  }

  @Test
  void aPathIsComparedWithoutItsQuery() {
    Destination destination = read(paths("/v1/*"));
    assertThat(decide(destination, "GET", "/v1/a?x=/../b", HOST)).isInstanceOf(Verdict.Allow.class);
    assertThat(decide(destination, "GET", "/%761/a", HOST)).isInstanceOf(Verdict.Allow.class);
    assertThat(rule(decide(destination, "GET", "/v2/a?/v1/a", HOST))).isEqualTo("path-not-allowed");
    assertThat(rule(decide(destination, "OPTIONS", "*", HOST))).isEqualTo("path-ambiguous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/../v2", "/v1/%2e%2e/v2", "/v1//a", "/v1/a%2fb", "/v1/..;/v2"})
  void anAmbiguousPathIsRefusedWhereTheRuleHasPaths(String target) {
    assertThat(rule(decide(read(paths("/v1/**")), "GET", target, HOST)))
        .isEqualTo("path-ambiguous");
    assertThat(decide(read(everything()), "GET", target, HOST)).isInstanceOf(Verdict.Allow.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "*", "http:/a", "/a b", "/é", "/a#b", "/a\n", "?a"})
  void whatIsNoPathIsRefusedEverywhere(String target) {
    assertThat(rule(decide(plain(HOST), "GET", target, HOST))).isEqualTo("target-malformed");
    assertThat(rule(decide(read(everything()), "GET", target, HOST))).isEqualTo("target-malformed");
  }

  @Test
  void ofSeveralRulesThatAllowARequestTheOneWithACredentialCounts() {
    RequestRule keyed = withKey("GET");
    assertThat(decide(read(everything(), keyed), "GET", "/", HOST))
        .isEqualTo(new Verdict.Allow(Optional.of(keyed)));
    assertThat(decide(read(everything(), keyed), "POST", "/", HOST))
        .isEqualTo(new Verdict.Allow(Optional.of(everything())));
  }

  @Test
  void aRefusalShowsNothingThatATerminalOrABrowserWouldObey() {
    Refusal refusal = refusal(decide(plain(HOST), "GET", "/", "<script>\u001b[31m"));
    assertThat(refusal.reason() + refusal.target()).doesNotContain("<", "\u001b");
    Refusal method = refusal(decide(plain(HOST), "<b>\u001b", "/\u001b<i>", HOST));
    assertThat(method.reason() + method.target()).doesNotContain("<", "\u001b");
  }

  private static Verdict decide(
      Destination destination, String method, String target, String... authorities) {
    return RequestPolicy.decide(
        destination, new RequestHead(method, target, List.of(authorities), List.of()));
  }

  private static Verdict decide(Destination destination, String target, HeaderField... fields) {
    return RequestPolicy.decide(
        destination, new RequestHead("POST", target, List.of(HOST), List.of(fields)));
  }

  private static Refusal refusal(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Refuse.class);
    return ((Verdict.Refuse) verdict).refusal();
  }

  private static String rule(Verdict verdict) {
    return refusal(verdict).rule();
  }
}
