package dev.paddock.egress;

import static dev.paddock.egress.Destinations.HOST;
import static dev.paddock.egress.Destinations.KEY;
import static dev.paddock.egress.Destinations.PLACEHOLDER;
import static dev.paddock.egress.Destinations.everything;
import static dev.paddock.egress.Destinations.methods;
import static dev.paddock.egress.Destinations.read;
import static dev.paddock.egress.Destinations.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 on both sides. */
@Timeout(60)
class BrokerHttp2Test {
  private static final String LOCAL = "localhost";

  @Test
  void manyRequestsAtOnceShareOneConnectionOnEachSide() throws Exception {
    try (Http2TestServer server = new Http2TestServer(LOCAL);
        Rig rig = Rig.brokerFor(LOCAL, server.port(), withKey());
        HttpClient client = client()) {
      assertThat(client.send(get(rig, "/"), BodyHandlers.ofString()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
      for (int wave = 0; wave < 3; wave++) {
        List<CompletableFuture<HttpResponse<String>>> answers =
            IntStream.range(0, 100)
                .mapToObj(i -> client.sendAsync(get(rig, "/" + i), BodyHandlers.ofString()))
                .toList();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
          assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("ok");
        }
      }
      assertThat(server.heads)
          .hasSize(301)
          .allSatisfy(
              head -> assertThat(head.get("authorization").toString()).isEqualTo("Bearer " + KEY));
      assertThat(server.connections).hasValue(1);
      assertThat(rig.events.requests).hasSize(301).contains("GET /17 example-token");
    }
  }

  @Test
  void anUploadOf20MegabytesArrives() throws Exception {
    try (Http2TestServer server = new Http2TestServer(LOCAL);
        Rig rig = Rig.brokerFor(LOCAL, server.port(), everything());
        HttpClient client = client()) {
      HttpRequest put =
          HttpRequest.newBuilder(uri(rig, "/count"))
              .PUT(BodyPublishers.ofByteArray(new byte[20 * 1024 * 1024]))
              .build();
      assertThat(client.send(put, BodyHandlers.ofString()).body()).isEqualTo("20971520");
    }
  }

  @Test
  void aDownloadOf8MegabytesArrives() throws Exception {
    try (Http2TestServer server = new Http2TestServer(LOCAL);
        Rig rig = Rig.brokerFor(LOCAL, server.port(), withKey());
        HttpClient client = client()) {
      assertThat(client.send(get(rig, "/big"), BodyHandlers.ofByteArray()).body())
          .hasSize(8 * 1024 * 1024);
    }
  }

  @Test
  void aServerThatGoesAwayTakesTheClientsConnectionWithIt() throws Exception {
    try (Http2TestServer server = new Http2TestServer(LOCAL);
        Rig rig = Rig.brokerFor(LOCAL, server.port(), everything());
        HttpClient client = client()) {
      assertThat(client.send(get(rig, "/goaway"), BodyHandlers.ofString()).body()).isEqualTo("ok");
      for (int i = 0; i < 100 && server.open.get() > 0; i++) {
        Thread.sleep(20);
      }
      assertThat(client.send(get(rig, "/"), BodyHandlers.ofString()).body()).isEqualTo("ok");
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void anEventArrivesBeforeTheAnswerEnds() throws Exception {
    try (Http2TestServer server = new Http2TestServer(LOCAL);
        Rig rig = Rig.brokerFor(LOCAL, server.port(), withKey());
        HttpClient client = client();
        InputStream events =
            client.send(get(rig, "/events"), BodyHandlers.ofInputStream()).body()) {
      assertThat(new String(events.readNBytes(9), StandardCharsets.US_ASCII))
          .isEqualTo("data: 1\n\n");
      server.more.countDown();
      assertThat(new String(events.readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("data: 2\n\n");
    }
  }

  @Test
  void aClientThatGivesUpEndsTheStreamOutside() throws Exception {
    try (Http2TestServer server = new Http2TestServer(LOCAL);
        Rig rig = Rig.brokerFor(LOCAL, server.port(), everything());
        HttpClient client = client()) {
      client.send(get(rig, "/events"), BodyHandlers.ofInputStream()).body().close();
      assertThat(server.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(client.send(get(rig, "/"), BodyHandlers.ofString()).body()).isEqualTo("ok");
    }
  }

  @Test
  void aRefusalIsAnOrdinaryAnswerAndTheConnectionGoesOn() throws Exception {
    try (Http2TestServer server = new Http2TestServer(LOCAL);
        Rig rig = Rig.brokerFor(LOCAL, server.port(), methods("GET"));
        HttpClient client = client()) {
      HttpRequest post =
          HttpRequest.newBuilder(uri(rig, "/a?b")).POST(BodyPublishers.ofString("hello")).build();
      HttpResponse<String> refused = client.send(post, BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).startsWith("Paddock refused this request: The method POST");
      assertThat(refused.headers().firstValue("x-paddock-rule")).contains("method-not-allowed");
      assertThat(client.send(get(rig, "/"), BodyHandlers.ofString()).body()).isEqualTo("ok");
      assertThat(server.heads).hasSize(1);
    }
  }

  @Test
  void aClientOfHttp1GetsHttp1OnBothSides() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    try (Script server = Script.tls(LOCAL, Script.always(answer));
        Rig rig = Rig.brokerFor(LOCAL, server.port(), withKey());
        HttpClient client = client()) {
      HttpResponse<String> got = client.send(get(rig, "/"), BodyHandlers.ofString());
      assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(got.body()).isEqualTo("ok");
    }
  }

  @Test
  void anAuthorityOtherThanTheNameInTlsIsRefused() throws Exception {
    try (Http2TestServer server = new Http2TestServer(HOST);
        Rig rig = Rig.broker(read(withKey()), server.port());
        Http2TestClient client = new Http2TestClient(rig.port(), HOST)) {
      assertThat(client.ask(head("GET", "/").authority("other.example.com")))
          .contains(":status=403", "x-paddock-rule=host-mismatch");
      assertThat(client.ask(head("GET", "/").authority("user@" + HOST)))
          .contains("x-paddock-rule=host-mismatch");
      assertThat(client.ask(head("GET", "/").authority(HOST).add("host", "other.example.com")))
          .contains("x-paddock-rule=host-missing");
      assertThat(client.ask(head("GET", "/"))).contains("x-paddock-rule=host-missing");
      assertThat(client.ask(head("GET", "/").authority(HOST + ".:443"))).contains(":status=200");
      assertThat(server.heads).hasSize(1);
      assertThat(server.heads.getFirst().authority().toString()).isEqualTo(HOST);
      assertThat(rig.keys.asked).hasValue(1);
    }
  }

  @Test
  void headsThatAProxyCouldReadAsOtherRequestsDoNotPass() throws Exception {
    try (Http2TestServer server = new Http2TestServer(HOST);
        Rig rig = Rig.broker(read(everything()), server.port())) {
      List<Http2Headers> wrong =
          List.of(
              good().add("x", "y\r\nHost: evil.example"),
              good().add("x", "y\u0000"),
              good().add("content-length", "1").add("content-length", "0"),
              good().add("transfer-encoding", "chunked"),
              good().add(":authority", "evil.example"),
              good().add(":unknown", "x"),
              good().scheme("http"),
              good().path("/a b"),
              good().path("/a\r\nX: y"),
              good().path(""),
              good().method("CONNECT").add(":protocol", "websocket"),
              good().method("CONNECT"),
              good().method("TRACE"),
              good().method("GET / HTTP/1.1\r\nX:"),
              good().add("X-Upper", "y"),
              good().add("connection", "close"));
      for (Http2Headers head : wrong) {
        try (Http2TestClient client = new Http2TestClient(rig.port(), HOST)) {
          assertThat(client.ask(head)).as("%s", head).doesNotContain(":status=200");
        }
      }
      assertThat(server.heads).isEmpty();
    }
  }

  @Test
  void trailersAndResetsArePassedOn() throws Exception {
    try (Http2TestServer server = new Http2TestServer(HOST);
        Rig rig = Rig.broker(read(withKey()), server.port());
        Http2TestClient client = new Http2TestClient(rig.port(), HOST)) {
      assertThat(client.ask(head("GET", "/trailers").authority(HOST)))
          .isEqualTo(":status=200\nbodygrpc-status=0\n");
      assertThat(client.ask(head("GET", "/reset").authority(HOST))).isEqualTo("reset 11");
    }
  }

  @Test
  void aKeyThatTheServerShowsComesBackAsThePlaceholder() throws Exception {
    try (Http2TestServer server = new Http2TestServer(HOST);
        Rig rig = Rig.broker(read(withKey()), server.port());
        Http2TestClient client = new Http2TestClient(rig.port(), HOST)) {
      assertThat(client.ask(head("GET", "/show").authority(HOST)))
          .contains("<Bearer " + PLACEHOLDER.substring(0, KEY.length()) + ">")
          .doesNotContain(KEY);
      assertThat(server.heads.getFirst().get("authorization").toString()).contains(KEY);
    }
  }

  @Test
  void aForeignKeyIsRefused() throws Exception {
    try (Http2TestServer server = new Http2TestServer(HOST);
        Rig rig = Rig.broker(read(withKey()), server.port());
        Http2TestClient client = new Http2TestClient(rig.port(), HOST)) {
      assertThat(client.ask(good().add("authorization", "Bearer stolen")))
          .contains(":status=403", "x-paddock-rule=foreign-key");
      assertThat(
              client.ask(
                  good()
                      .add("authorization", "Bearer " + PLACEHOLDER)
                      .add("authorization", "Bearer stolen")))
          .contains(":status=403", "x-paddock-rule=duplicate-key-header");
      assertThat(server.heads).isEmpty();
    }
  }

  @Test
  void aKeyThatTheServerDoesNotTakeIsAskedForAnew() throws Exception {
    try (Http2TestServer server = new Http2TestServer(HOST);
        Rig rig = Rig.broker(read(withKey()), server.port());
        Http2TestClient client = new Http2TestClient(rig.port(), HOST)) {
      assertThat(client.ask(head("GET", "/401").authority(HOST))).contains(":status=401");
      for (int i = 0; i < 100 && rig.keys.rejected.isEmpty(); i++) {
        Thread.sleep(20);
      }
      assertThat(rig.keys.rejected).containsExactly("example-token");
    }
  }

  @Test
  void aServerThatIsSomebodyElseIsA502() throws Exception {
    try (Http2TestServer server = new Http2TestServer("other.example.com");
        Rig rig = Rig.broker(read(withKey()), server.port());
        Http2TestClient client = new Http2TestClient(rig.port(), HOST)) {
      assertThat(client.ask(good())).contains(":status=502", "is not its own");
      assertThat(server.heads).isEmpty();
      assertThat(rig.keys.asked.get() + rig.events.everything()).doesNotContain(KEY);
    }
  }

  private static Http2Headers good() {
    return head("GET", "/").authority(HOST);
  }

  private static Http2Headers head(String method, String path) {
    return new DefaultHttp2Headers(false).method(method).scheme("https").path(path);
  }

  private static HttpClient client() throws Exception {
    return HttpClient.newBuilder().sslContext(TestTls.client(Rig.AUTHORITY)).build();
  }

  private static HttpRequest get(Rig rig, String path) {
    return HttpRequest.newBuilder(uri(rig, path)).build();
  }

  private static URI uri(Rig rig, String path) {
    return URI.create("https://" + LOCAL + ":" + rig.port() + path);
  }
}
