package dev.paddock.approval;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tells one action from every other: the SHA-256 of its canonical JSON, with the folder it
 * starts in, the rule, and the effects that were computed. A script that has changed since does
 * something else, and is another question. Pure.
 */
final class Fingerprint {
  private Fingerprint() {}

  /** Returns 64 hexadecimal digits. */
  static String of(Question question) {
    return sha256(
        Json.line(
            List.of(
                action(question.action()),
                question.cwd().toString(),
                question.ruledBy(),
                question.decision().effects().stream().map(Fingerprint::effect).toList())));
  }

  private static List<String> action(Action action) {
    return switch (action) {
      case Action.Shell(String command) -> List.of("shell", command);
      case Action.ReadFile(Path path) -> List.of("read", path.toString());
      case Action.WriteFile(Path path, String content) ->
          List.of("write", path.toString(), content);
      case Action.EditFile(Path path, String added) -> List.of("edit", path.toString(), added);
      case Action.Fetch(String url) -> List.of("fetch", url);
      case Action.Search(String query) -> List.of("search", query);
      case Action.McpCall(String server, String tool, String arguments) ->
          List.of("mcp", server, tool, arguments);
      case Action.Subagent(String task) -> List.of("subagent", task);
      case Action.OwnTool(String name) -> List.of("own", name);
      case Action.OtherTool(String name, String arguments) -> List.of("other", name, arguments);
    };
  }

  private static List<String> effect(Effect effect) {
    return switch (effect) {
      case Effect.Starts(List<String> words) ->
          Stream.concat(Stream.of("starts"), words.stream()).toList();
      case Effect.Touches(FileAccess access, Place place) ->
          Stream.concat(Stream.of("touches", access.name()), place(place)).toList();
      case Effect.RunsCode(var origin, String what) -> List.of("runs", origin.name(), what);
      case Effect.Connects(var traffic, String host, String what) ->
          List.of("connects", traffic.name(), host, what);
      case Effect.Does(var deed, String what) -> List.of("does", deed.name(), what);
      case Effect.NotRead(String why) -> List.of("not-read", why);
      case Effect.Unknown(String why) -> List.of("unknown", why);
    };
  }

  private static Stream<String> place(Place place) {
    return switch (place) {
      case Place.At(Path path) -> Stream.of("at", path.toString());
      case Place.Matching(Path folder, String pattern) ->
          Stream.of("matching", folder.toString(), pattern);
      case Place.Below(Path folder, String text, boolean unset) ->
          Stream.of("below", folder.toString(), text, String.valueOf(unset));
      case Place.Listed(Path folder, boolean byName) ->
          Stream.of("listed", folder.toString(), String.valueOf(byName));
      case Place.Unset(String text) -> Stream.of("unset", text);
      case Place.Unknown(String text) -> Stream.of("unknown", text);
    };
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII); // JSON with all else escaped
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
