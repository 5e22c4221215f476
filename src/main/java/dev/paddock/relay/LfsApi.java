package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API of Git LFS, as far as its basic transfer needs it (git-lfs, docs/api/batch.md). The files
 * themselves are had from the relay, at addresses of the same host.
 */
final class LfsApi {
  private static final String TYPE = "application/vnd.git-lfs+json";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern OBJECT = Pattern.compile("objects/([0-9a-f]{64})/([0-9]{1,15})");
  private static final Pattern OID = Pattern.compile("[0-9a-f]{64}");
  private static final int LARGEST_REQUEST = 4 << 20;
  private static final int MOST_OBJECTS = 10_000;

  private final Preamble preamble;
  private final Repositories repositories;
  private final String repository;

  LfsApi(Preamble preamble, Repositories repositories, String repository) {
    this.preamble = preamble;
    this.repositories = repositories;
    this.repository = repository;
  }

  void answer(String method, String path, InputStream body, HttpAnswer answer)
      throws IOException, RelayRefusal {
    Matcher object = OBJECT.matcher(path);
    if (method.equals("POST") && path.equals("objects/batch")) {
      batch(body, answer);
    } else if (object.matches() && method.equals("GET")) {
      download(object.group(1), Long.parseLong(object.group(2)), answer);
    } else if (object.matches() && method.equals("PUT")) {
      store(GitService.RECEIVE_PACK)
          .receive(object.group(1), Long.parseLong(object.group(2)), body);
      answer.type(TYPE);
    } else {
      // Locks, among others: clients go on without them.
      answer.status(404).type(TYPE);
      write(answer, JSON.createObjectNode().put("message", "Paddock serves no such thing"));
    }
  }

  static void refuse(HttpAnswer answer, RelayRefusal refusal) throws IOException {
    if (!answer.isBegun()) {
      answer.status(403).type(TYPE);
      write(answer, JSON.createObjectNode().put("message", refusal.text()));
    }
  }

  private void batch(InputStream body, HttpAnswer answer) throws IOException, RelayRefusal {
    JsonNode request;
    try {
      request = JSON.readTree(body.readNBytes(LARGEST_REQUEST));
    } catch (JacksonException e) {
      throw Refusals.noSuchPage();
    }
    boolean upload = request.path("operation").asString("").equals("upload");
    LfsStore store = store(upload ? GitService.RECEIVE_PACK : GitService.UPLOAD_PACK);
    ObjectNode result = JSON.createObjectNode().put("transfer", "basic");
    ArrayNode objects = result.putArray("objects");
    if (request.path("objects").size() > MOST_OBJECTS) {
      throw Refusals.noSuchPage();
    }
    for (JsonNode asked : request.path("objects")) {
      String oid = asked.path("oid").asString("");
      long size = asked.path("size").asLong(-1);
      if (!OID.matcher(oid).matches() || size < 0) {
        throw Refusals.noSuchPage();
      }
      ObjectNode one = objects.addObject().put("oid", oid).put("size", size);
      if (!upload || store.find(oid, size).isEmpty()) {
        one.put("authenticated", true)
            .putObject("actions")
            .putObject(upload ? "upload" : "download")
            .put("href", preamble.url(repository + "/info/lfs/objects/" + oid + "/" + size))
            .putObject("header")
            .put("Content-Type", "application/octet-stream");
      }
    }
    answer.type(TYPE);
    write(answer, result);
  }

  private void download(String oid, long size, HttpAnswer answer) throws IOException, RelayRefusal {
    Path file = store(GitService.UPLOAD_PACK).fetch(oid, size);
    answer.type("application/octet-stream");
    Files.copy(file, answer);
  }

  private LfsStore store(GitService service) throws RelayRefusal {
    return repositories.find(preamble.host(), repository, service).largeFiles();
  }

  private static void write(OutputStream out, JsonNode json) throws IOException {
    out.write(JSON.writeValueAsBytes(json));
  }
}
