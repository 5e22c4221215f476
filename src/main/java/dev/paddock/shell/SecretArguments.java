package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files with credentials among the arguments of programs that may do anything with them. */
final class SecretArguments {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:^|(?<=[=@:,\\s\"'<(]))(?:~|\\.{0,2}/)[\\w./@+~-]*|(?<=//)~[\\w./-]+|(?<=-[A-Za-z])[/~][\\w./-]+");

  private SecretArguments() {}

  /** If the argument names a file with credentials, it counts as read. */
  static boolean look(Invocation call, Text argument) {
    Path home = call.interpreter().world().surroundings().home();
    Text expanded =
        argument.startsWith("~/") ? argument.with(home + argument.raw().substring(1)) : argument;
    for (Place place : call.places().of(expanded)) {
      if (Secrets.isSecret(place, home)) {
        call.does(Deed.CREDENTIAL_READ);
        return true;
      }
    }
    return false;
  }

  /** Looks at all arguments, also inside them; returns whether some name credentials. */
  static boolean lookAll(Invocation call) {
    boolean found = false;
    for (Text argument : call.arguments()) {
      String raw = argument.raw();
      if (raw.length() > 4_000 || raw.startsWith("http://") || raw.startsWith("https://")) {
        continue;
      }
      if (raw.startsWith(".") || raw.startsWith("@.")) {
        found |= look(call, argument.with(raw.replaceFirst("^@", "")));
      }
      Matcher paths = PATH.matcher(raw);
      while (paths.find()) {
        found |= look(call, argument.with(paths.group()));
      }
      int equals = raw.indexOf('=');
      if (equals > 0 && raw.startsWith(".", equals + 1)) {
        found |= look(call, argument.with(raw.substring(equals + 1)));
      }
    }
    return found;
  }
}
