package dev.paddock.shell;

import dev.paddock.action.Deed;
import java.util.List;
import java.util.Set;

/** What can be said of programs that are not in the catalogue, by the words that they are given. */
final class UnknownPrograms {
  private static final Set<String> DESTROYS =
      Set.of(
          "delete",
          "destroy",
          "purge",
          "terminate",
          "wipe",
          "drop",
          "deprovision",
          "teardown",
          "nuke");

  private static final Set<String> RELEASES = Set.of("deploy", "undeploy", "publish", "promote");

  private UnknownPrograms() {}

  static void look(Invocation call) {
    List<Text> arguments = call.arguments();
    for (int i = 0; i < Math.min(3, arguments.size()); i++) {
      String word = arguments.get(i).raw();
      if (word.startsWith("-")) {
        continue;
      }
      String verb = word.replaceFirst("[-:].*$", "");
      String last = word.replaceFirst("^.*[-:]", "");
      if (DESTROYS.contains(word) || DESTROYS.contains(verb) || DESTROYS.contains(last)) {
        call.does(Deed.REMOTE_DELETE);
        return;
      }
      if (RELEASES.contains(word) || RELEASES.contains(last)) {
        call.does(Deed.DEPLOY);
        return;
      }
    }
    SecretArguments.lookAll(call);
  }
}
