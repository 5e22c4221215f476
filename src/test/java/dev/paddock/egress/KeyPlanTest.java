package dev.paddock.egress;

import static dev.paddock.egress.Destinations.BEARER;
import static dev.paddock.egress.Destinations.KEY;
import static dev.paddock.egress.Destinations.PLACEHOLDER;
import static dev.paddock.egress.Destinations.everything;
import static dev.paddock.egress.Destinations.read;
import static dev.paddock.egress.Destinations.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.credentials.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPlanTest {
  private static final Destination BOUND = read(withKey());

  @Test
  void aRequestWithoutAKeyGetsIt() {
    assertThat(filled()).containsExactly(new HeaderField("Authorization", "Bearer " + KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "token ", "", "PRIVATE "})
  void aPlaceholderIsReplacedWhereItStands(String scheme) {
    assertThat(filled(new HeaderField("authorization", scheme + PLACEHOLDER)))
        .containsExactly(new HeaderField("authorization", scheme + KEY));
  }

  @Test
  void aPlaceholderInAnotherHeaderForKeysIsReplacedThere() {
    assertThat(filled(new HeaderField("Private-Token", PLACEHOLDER)))
        .containsExactly(new HeaderField("Private-Token", KEY));
  }

  @Test
  void aPlaceholderAsBasicsPasswordOrUserIsReplaced() {
    assertThat(filled(basic("x-access-token:" + PLACEHOLDER)))
        .containsExactly(basic("x-access-token:" + KEY));
    assertThat(filled(basic("someone@example.com:" + PLACEHOLDER)))
        .containsExactly(basic("someone@example.com:" + KEY));
    assertThat(filled(basic(PLACEHOLDER + ":x-oauth-basic")))
        .containsExactly(basic(KEY + ":x-oauth-basic"));
    assertThat(filled(basic(PLACEHOLDER + ":"))).containsExactly(basic(KEY + ":"));
  }

  @Test
  void basicsFormOfTheKeyIsASecretToo() {
    KeyPlan.Insert insert =
        (KeyPlan.Insert)
            KeyPlan.of(BOUND, Optional.of(BEARER), List.of(basic("git:" + PLACEHOLDER)));
    assertThat(insert.secrets(KEY)).containsExactly(base64("git:" + KEY), KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer another-key",
        "another-key",
        "Bearer " + PLACEHOLDER + "x",
        "Bearer x" + PLACEHOLDER,
        "Bearer another-key " + PLACEHOLDER,
        "Bearer " + PLACEHOLDER + ", Bearer another-key",
        "Basic !!!",
        "Basic",
        "",
        "Negotiate abc"
      })
  void anythingElseIsAForeignKey(String value) {
    assertThat(plan(new HeaderField("Authorization", value))).isInstanceOf(KeyPlan.Foreign.class);
  }

  @Test
  void aForeignKeyInBasicIsRefusedInEitherHalf() {
    String foreign = "foreign-key-of-forty-characters-or-so-xx";
    assertThat(plan(basic("user:" + foreign))).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(plan(basic(foreign + ":" + PLACEHOLDER))).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(plan(basic(PLACEHOLDER + ":" + foreign))).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(plan(basic(PLACEHOLDER))).isInstanceOf(KeyPlan.Foreign.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Api-Key", "x-api-key", "Private-Token", "Proxy-Authorization"})
  void aForeignKeyIsRefusedInEveryHeaderForKeys(String header) {
    assertThat(plan(new HeaderField(header, "another-key"))).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(
            plan(
                new HeaderField("Authorization", "Bearer " + PLACEHOLDER),
                new HeaderField(header, "another-key")))
        .isInstanceOf(KeyPlan.Foreign.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Shopify-Access-Token",
        "X_Api_Key",
        "DD-API-KEY",
        "Ocp-Apim-Subscription-Key",
        "X-Client-Secret",
        "X-Forwarded-Authorization",
        "Token"
      })
  void aHeaderWhoseNameSaysThatItHoldsAKeyIsOneForKeys(String header) {
    assertThat(plan(new HeaderField(header, "another-key"))).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(filled(new HeaderField(header, PLACEHOLDER)))
        .containsExactly(new HeaderField(header, KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-CSRF-Token", "Idempotency-Key", "Sec-WebSocket-Key", "Surrogate-Key"})
  void whatIsNoKeyInSpiteOfItsNamePasses(String header) {
    HeaderField field = new HeaderField(header, "0123456789abcdef0123456789abcdef");
    assertThat(filled(field)).contains(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "private_token", "KEY", "%61ccess_token", "api-key"})
  void aForeignKeyInTheQueryIsRefused(String name) {
    String foreign = "foreign-key-of-forty-characters-or-so-xx";
    assertThat(query("/a?b=c&" + name + "=" + foreign)).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(query("/a?b=c;" + name + "=" + foreign)).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(query("/a?" + name + "=" + PLACEHOLDER)).isInstanceOf(KeyPlan.Insert.class);
    assertThat(query("/a?" + name + "=short")).isInstanceOf(KeyPlan.Insert.class);
    assertThat(query("/a?page_token=" + foreign)).isInstanceOf(KeyPlan.Insert.class);
    assertThat(query("/" + name + "=" + foreign)).isInstanceOf(KeyPlan.Insert.class);
  }

  @Test
  void twoHeadersForTheSameKeyAreRefused() {
    KeyPlan plan =
        plan(
            new HeaderField("Authorization", "Bearer " + PLACEHOLDER),
            new HeaderField("authorization", "Bearer " + PLACEHOLDER));
    assertThat(plan).isInstanceOf(KeyPlan.Foreign.class);
    assertThat(((KeyPlan.Foreign) plan).rule()).isEqualTo("duplicate-key-header");
  }

  @Test
  void theCredentialsOwnHeaderIsOneForKeysWhateverItsName() {
    Credential odd =
        new Credential("odd", BEARER.source(), "X-Odd", "{}", Optional.empty(), PLACEHOLDER);
    Destination destination = read(new RequestRule(List.of(), List.of(), Optional.of(odd)));
    assertThat(
            KeyPlan.of(destination, Optional.of(odd), List.of(new HeaderField("x-odd", "another"))))
        .isInstanceOf(KeyPlan.Foreign.class);
  }

  @Test
  void cookiesAndOtherHeadersStayAsTheyAre() {
    List<HeaderField> fields =
        List.of(new HeaderField("Cookie", "a=b"), new HeaderField("Accept", "*/*"));
    assertThat(filled(fields.toArray(HeaderField[]::new))).containsAll(fields);
  }

  @Test
  void whereTheRuleHasNoCredentialThePlaceholderIsLeftOutAndAForeignKeyRefused() {
    Destination mixed = read(everything(), withKey("GET"));
    assertThat(
            KeyPlan.of(
                mixed,
                Optional.empty(),
                List.of(
                    new HeaderField("Authorization", "Bearer " + PLACEHOLDER),
                    new HeaderField("A", "b"))))
        .isEqualTo(new KeyPlan.Plain(List.of(new HeaderField("A", "b"))));
    assertThat(
            KeyPlan.of(
                mixed, Optional.empty(), List.of(new HeaderField("Authorization", "Bearer x"))))
        .isInstanceOf(KeyPlan.Foreign.class);
  }

  @Test
  void withoutACredentialARequestsKeysAreItsOwnAffair() {
    List<HeaderField> fields = List.of(new HeaderField("Authorization", "Bearer mine"));
    assertThat(KeyPlan.of(read(everything()), Optional.empty(), fields))
        .isEqualTo(new KeyPlan.Plain(fields));
  }

  private static KeyPlan query(String target) {
    return KeyPlan.of(
        BOUND, Optional.of(BEARER), new RequestHead("GET", target, List.of(), List.of()));
  }

  private static KeyPlan plan(HeaderField... fields) {
    return KeyPlan.of(BOUND, Optional.of(BEARER), List.of(fields));
  }

  private static List<HeaderField> filled(HeaderField... fields) {
    KeyPlan plan = plan(fields);
    assertThat(plan).isInstanceOf(KeyPlan.Insert.class);
    return ((KeyPlan.Insert) plan).fields(KEY);
  }

  private static HeaderField basic(String pair) {
    return new HeaderField("Authorization", "Basic " + base64(pair));
  }

  private static String base64(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
