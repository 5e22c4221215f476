package dev.paddock.gate;

import dev.paddock.action.Effect;
import dev.paddock.action.Enforcement;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.action.Traffic;
import java.nio.file.Path;
import java.util.Locale;

/** Effects in words, for people. Pure. */
public final class Effects {
  private Effects() {}

  /** Returns one effect in one line. */
  public static String shown(Effect effect) {
    return switch (effect) {
      case Effect.Starts(var words) -> "starts " + String.join(" ", words);
      case Effect.Touches(FileAccess access, Place place) -> access(access) + " " + place(place);
      case Effect.RunsCode(var origin, String what) ->
          "runs " + origin.name().toLowerCase(Locale.ROOT) + " code: " + what;
      case Effect.Connects(Traffic traffic, String host, String what) ->
          traffic(traffic) + (host.isEmpty() ? "" : " " + host) + ": " + what;
      case Effect.Does(var deed, String what) -> DeedRuling.says(deed) + ": " + what;
      case Effect.NotRead(String why) -> "not read: " + why;
      case Effect.Unknown(String why) -> "unknown: " + why;
    };
  }

  /** Returns what stands behind a rule, in one word. */
  public static String name(Enforcement enforcement) {
    return enforcement.name().toLowerCase(Locale.ROOT);
  }

  private static String access(FileAccess access) {
    return switch (access) {
      case LOOK -> "looks at";
      case READ -> "reads";
      case READ_TREE -> "reads all of";
      case WRITE -> "writes";
      case EMPTY -> "empties";
      case MOVE -> "moves";
      case DELETE -> "deletes";
      case DELETE_TREE -> "deletes all of";
      case DELETE_SOME -> "deletes by name";
      case DELETE_ALL -> "deletes whatever is in";
      case PERMIT -> "changes permissions of";
      case PERMIT_TREE -> "changes permissions of all of";
    };
  }

  private static String traffic(Traffic traffic) {
    return switch (traffic) {
      case FETCH -> "fetches from";
      case SEND -> "sends to";
      case SEND_LOCAL_DATA -> "sends this machine's data to";
      case LISTEN -> "listens";
      case OPEN -> "connects to";
    };
  }

  static String place(Place place) {
    return switch (place) {
      case Place.At(Path path) -> path.toString();
      case Place.Matching(Path folder, String pattern) -> folder + "/" + pattern;
      case Place.Below(Path folder, String text, boolean _) -> text + " (in " + folder + ")";
      case Place.Listed(Path folder, boolean byName) ->
          "files " + (byName ? "of some name " : "") + "found in " + folder;
      case Place.Unset(String text) -> text + " (a variable that is not set)";
      case Place.Unknown(String text) -> text + " (not known)";
    };
  }
}
