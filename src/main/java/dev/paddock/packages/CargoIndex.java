package dev.paddock.packages;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the packages of a sparse index are downloaded from: {@code dl} of its config.json, as Cargo
 * has it in its cache, or, before Cargo was ever used, as the index itself gives it.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html">Index Format</a>
 */
final class CargoIndex {
  private static final String FILE = "config.json";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST = 64 * 1024;

  private CargoIndex() {}

  /**
   * Returns the address; empty if it can't be had.
   *
   * @param cargoHome Cargo's own folder
   * @param index the index as settings name it, {@code sparse+https://HOST/}
   */
  static Optional<String> downloads(Path cargoHome, String index) throws InterruptedException {
    Optional<Registry> host = RegistryAddress.parse("cargo", index);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> cached = cached(cargoHome.resolve("registry/index"), host.get().host());
    return cached.isPresent() ? cached : fetched(index);
  }

  private static Optional<String> cached(Path indexes, String host) {
    if (!Files.isDirectory(indexes)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(indexes, host + "-*")) {
      for (Path folder : folders) {
        if (Files.isRegularFile(folder.resolve(FILE))) {
          return address(Files.readString(folder.resolve(FILE)));
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // the index itself is asked then
    }
    return Optional.empty();
  }

  private static Optional<String> fetched(String index) throws InterruptedException {
    String address = index.replaceFirst("^sparse\\+", "").replaceFirst("//[^/?#]*@", "//");
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      URI uri = URI.create(address + (address.endsWith("/") ? "" : "/") + FILE);
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == 200
            ? address(new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8))
            : Optional.empty();
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> address(String json) {
    try {
      String address = new JsonMapper().readTree(json).path("dl").asString("");
      return RegistryAddress.parse("cargo", address).map(_ -> address);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
