package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {
  private static final int A = 1;
  private static final int PTR = 12;
  private static final int TXT = 16;
  private static final int AAAA = 28;
  private static final int SRV = 33;
  private static final int HTTPS = 65;

  private final RecordedEvents events = new RecordedEvents();
  private final Resolver resolver =
      new Resolver(
          EgressPlan.of(
              List.of(
                  new Destination("api.example.com", 443, List.of(), false, "test"),
                  new Destination("intranet", 80, List.of(), true, "test")),
              List.of(),
              true),
          events);

  @Test
  void aPermittedNameHasItsAddressForAMinute() {
    Answer answer = ask("api.example.com", A);

    assertThat(answer.code).isZero();
    assertThat(answer.data).containsExactly(198, 18, 1, 0);
    assertThat(answer.seconds).isEqualTo(60);
    assertThat(events.refusals).isEmpty();
  }

  @Test
  void theQuestionComesBackAsItWasAsked() {
    byte[] query = query("aPi.exAMPle.coM", A, 1);
    byte[] answer = resolver.answer(query).orElseThrow();

    assertThat(Arrays.copyOfRange(answer, 12, query.length))
        .isEqualTo(Arrays.copyOfRange(query, 12, query.length));
    assertThat(Arrays.copyOf(answer, 2)).isEqualTo(Arrays.copyOf(query, 2));
    assertThat(new Answer(answer).data).containsExactly(198, 18, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {AAAA, HTTPS, 64, TXT, SRV, 2, 6, 15})
  void aPermittedNameHasNothingButAnAddress(int type) {
    Answer answer = ask("api.example.com", type);

    assertThat(answer.code).isZero();
    assertThat(answer.answers).isZero();
    assertThat(events.refusals).isEmpty();
  }

  @Test
  void anotherNameLeadsToTheRefusingAddressAndIsToldOnce() {
    Answer first = ask("evil.example", A);
    ask("EVIL.example.", AAAA);
    ask("evil.example", TXT);

    assertThat(first.data).containsExactly(198, 18, 0, 1);
    assertThat(first.seconds).isEqualTo(5);
    assertThat(events.refusals).hasSize(1);
    assertThat(events.refusals.getFirst().target()).isEqualTo("evil.example");
    assertThat(events.refusals.getFirst().rule()).isEqualTo("host-not-allowed");
    assertThat(events.refusals.getFirst().remedy())
        .contains("--allow evil.example", "allow = [\"evil.example\"]");
  }

  @Test
  void aServiceOfAHostIsNotToldAsRefused() {
    assertThat(ask("_https._tcp.api.example.com", SRV).code).isZero();
    assertThat(events.refusals).isEmpty();
  }

  @Test
  void aSingleLabelDoesNotExistUnlessPermitted() {
    assertThat(ask("printer", A).code).isEqualTo(3);
    assertThat(ask("intranet", A).data).containsExactly(198, 18, 1, 1);
  }

  @Test
  void localhostIsTheSessionsOwn() {
    assertThat(ask("localhost", A).data).containsExactly(127, 0, 0, 1);
    assertThat(ask("app.localhost", A).data).containsExactly(127, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.18.198.in-addr.arpa, api.example.com",
    "1.1.18.198.in-addr.arpa, intranet",
    "1.0.0.127.in-addr.arpa, localhost"
  })
  void anAddressGivesItsNameBack(String reverse, String name) {
    assertThat(ask(reverse, PTR).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.18.198.in-addr.arpa",
        "8.8.8.8.in-addr.arpa",
        "1.0.0.ip6.arpa",
        "x.in-addr.arpa"
      })
  void otherAddressesHaveNoName(String reverse) {
    assertThat(ask(reverse, PTR).code).isEqualTo(3);
    assertThat(events.refusals).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b.example", "a\0.example", "b\u00fc.example", "-a.example", "1.2.3.4"})
  void whatIsNoNameDoesNotExist(String name) {
    assertThat(ask(name, A).code).isEqualTo(3);
  }

  @Test
  void aDotWithinALabelIsNotTheDotBetweenLabels() {
    byte[] query = query("api.example.com", A, 1);
    // "api" and "example" become one label of eleven bytes.
    byte[] joined = query.clone();
    joined[12] = 11;
    joined[16] = '.';

    assertThat(new Answer(resolver.answer(joined).orElseThrow()).code).isEqualTo(3);
  }

  @Test
  void whatIsNotOneOrdinaryQuestionIsRefused() {
    byte[] query = query("api.example.com", A, 1);

    assertThat(code(query, 5, 2)).as("two questions").isEqualTo(1);
    assertThat(code(query, 5, 0)).as("no question").isEqualTo(1);
    assertThat(code(query, 7, 1)).as("an answer in it").isEqualTo(1);
    assertThat(code(query, 9, 1)).as("an authority in it").isEqualTo(1);
    assertThat(code(query, 11, 1)).as("a missing record").isEqualTo(1);
    assertThat(code(query, 2, 0x03)).as("truncated").isEqualTo(1);
    assertThat(code(query, 2, 0x28)).as("an update").isEqualTo(4);
    assertThat(code(query, 12, 0xC0)).as("a compressed name").isEqualTo(1);
    assertThat(new Answer(answer(query("api.example.com", A, 3))).code).as("chaos").isEqualTo(5);
    assertThat(ask("api.example.com", 252).code).as("a zone transfer").isEqualTo(5);
    assertThat(code(Arrays.copyOf(query, query.length + 1), 3, 0)).as("more").isEqualTo(1);
    assertThat(code(Arrays.copyOf(query, query.length - 1), 3, 0)).as("less").isEqualTo(1);
  }

  @Test
  void answersAndScrapsGetNoAnswer() {
    byte[] answer = query("api.example.com", A, 1);
    answer[2] |= (byte) 0x80;

    assertThat(resolver.answer(answer)).isEmpty();
    assertThat(resolver.answer(new byte[11])).isEmpty();
    assertThat(resolver.answer(new byte[0])).isEmpty();
  }

  @Test
  void ednsIsAnsweredInItsVersion() {
    byte[] options = {0, 0, 41, 4, (byte) 208, 0, 0, 0, 0, 0, 0};
    Answer answer = new Answer(answer(withAdditional(query("api.example.com", A, 1), options)));
    assertThat(answer.code).isZero();
    assertThat(answer.additional).isOne();

    byte[] later = options.clone();
    later[6] = 1;
    byte[] refused = answer(withAdditional(query("api.example.com", A, 1), later));
    assertThat(new Answer(refused).code).isZero();
    assertThat(refused[12 + 5]).as("the extended code of BADVERS").isEqualTo((byte) 1);

    byte[] lying = options.clone();
    lying[10] = 9;
    assertThat(new Answer(answer(withAdditional(query("api.example.com", A, 1), lying))).code)
        .isOne();
  }

  @Test
  void atMostAThousandNamesAreTold() {
    for (int i = 0; i < 1_500; i++) {
      ask("h" + i + ".evil.example", A);
    }
    assertThat(events.refusals).hasSize(1_001);
    assertThat(events.refusals.getLast().target()).isEqualTo("*");
  }

  @Test
  void noMessageMakesItThrow() {
    Random random = new Random(20_261_120);
    byte[] options = {0, 0, 41, 4, (byte) 208, 0, 0, 0, 0, 0, 3, 1, 2, 3};
    byte[] model = withAdditional(query("api.example.com", A, 1), options);
    for (int i = 0; i < 100_000; i++) {
      byte[] message = Arrays.copyOf(model, random.nextInt(model.length + 4));
      for (int change = random.nextInt(4); change > 0 && message.length > 0; change--) {
        message[random.nextInt(message.length)] = (byte) random.nextInt(256);
      }
      resolver.answer(message).ifPresent(answer -> assertThat(answer.length).isBetween(12, 512));
    }
  }

  private Answer ask(String name, int type) {
    return new Answer(answer(query(name, type, 1)));
  }

  private byte[] answer(byte[] query) {
    return resolver.answer(query).orElseThrow();
  }

  private int code(byte[] query, int at, int value) {
    byte[] changed = query.clone();
    changed[at] = (byte) value;
    return new Answer(answer(changed)).code;
  }

  private static byte[] withAdditional(byte[] query, byte[] more) {
    byte[] all = Arrays.copyOf(query, query.length + more.length);
    System.arraycopy(more, 0, all, query.length, more.length);
    all[11] = 1;
    return all;
  }

  static byte[] query(String name, int type, int dnsClass) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    for (String label : bare.split("\\.")) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.writeBytes(new byte[] {0, 0, (byte) type, 0, (byte) dnsClass});
    return out.toByteArray();
  }

  /** An answer as a client reads it. */
  private static final class Answer {
    final int code;
    final int answers;
    final int additional;
    int seconds;
    int[] data = {};

    Answer(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      assertThat(bytes[2] & 0x80).as("is an answer").isNotZero();
      code = bytes[3] & 0xF;
      int questions = in.getShort(4);
      answers = in.getShort(6);
      additional = in.getShort(10);
      if (questions == 1 && answers == 1) {
        in.position(12);
        for (int length = in.get(); length != 0; length = in.get()) {
          in.position(in.position() + length);
        }
        in.position(in.position() + 4);
        assertThat(in.getShort()).isEqualTo((short) 0xC00C);
        in.getInt();
        seconds = in.getInt();
        data = new int[in.getShort()];
        for (int i = 0; i < data.length; i++) {
          data[i] = in.get() & 0xFF;
        }
      }
    }

    String text() {
      StringBuilder name = new StringBuilder();
      for (int at = 0; data[at] != 0; at += data[at] + 1) {
        name.append(at == 0 ? "" : ".");
        for (int i = 1; i <= data[at]; i++) {
          name.append((char) data[at + i]);
        }
      }
      return name.toString();
    }
  }
}
