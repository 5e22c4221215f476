package dev.paddock.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CargoIndexTest {
  @TempDir private Path cargoHome;
  private HttpServer server;
  private String json = "{}";

  @BeforeEach
  void startAnIndex() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/config.json",
        exchange -> {
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopIt() {
    server.stop(0);
  }

  @Test
  void anIndexThatIsNotCachedIsAskedForItsDownloads() throws Exception {
    json = "{\"dl\":\"https://static.example.com/crates\"}";

    assertThat(CargoIndex.downloads(cargoHome, index()))
        .contains("https://static.example.com/crates");
  }

  @Test
  void whatIsNoSuchAnswerGivesNothing() throws Exception {
    for (String answer : new String[] {"", "{", "[]", "{\"dl\":1}", "{\"dl\":\"ftp://x\"}"}) {
      json = answer;
      assertThat(CargoIndex.downloads(cargoHome, index())).isEmpty();
    }
    server.stop(0);
    assertThat(CargoIndex.downloads(cargoHome, index())).isEmpty();
  }

  private String index() {
    return "sparse+http://ann:secret@127.0.0.1:" + server.getAddress().getPort() + "/";
  }
}
