package dev.paddock.classifier;

import dev.paddock.action.Effect;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.Locale;

/** Effects in words, for a model. Pure. */
final class EffectText {
  private EffectText() {}

  static String of(Effect effect) {
    return switch (effect) {
      case Effect.Starts(var words) -> "starts: " + String.join(" ", words);
      case Effect.Touches(var access, Place place) -> name(access) + ": " + place(place);
      case Effect.RunsCode(var origin, String what) -> "runs " + name(origin) + " code: " + what;
      case Effect.Connects(var traffic, String host, String what) ->
          "network, "
              + name(traffic)
              + ": "
              + (host.isEmpty() ? "a host that is not known" : host)
              + ": "
              + what;
      case Effect.Does(var deed, String what) -> name(deed) + ": " + what;
      case Effect.NotRead(String why) -> "not looked into: " + why;
      case Effect.Unknown(String why) -> "not known: " + why;
    };
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String place(Place place) {
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
