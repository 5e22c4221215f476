package dev.paddock.shell;

import dev.paddock.action.CodeOrigin;
import dev.paddock.action.Effect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files that are run, of which it is known what they hold or where they came from. */
final class Scripts {
  private Scripts() {}

  /** A file that this line wrote is run as a program. */
  static Flow run(Invocation call, Flow content, Path path, List<Text> arguments) {
    Optional<String> text = content.text();
    if (content.taints().contains(Taint.NETWORK) || content.taints().contains(Taint.DECODED)) {
      Code.unknown(call, content);
    }
    if (text.isEmpty()) {
      call.add(new Effect.RunsCode(origin(content), call.shown()));
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    String first = text.get().lines().findFirst().orElse("");
    if (first.startsWith("#!") && !first.matches("#!.*\\b(?:ba|da|z|k|a)?sh\\b.*")) {
      InlineCode.look(call, text.get());
      Code.project(call);
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    call.add(new Effect.RunsCode(CodeOrigin.PROJECT, path.toString()));
    State inner = call.state().copy();
    inner.positional(arguments);
    return call.interpreter().text(text.get(), inner);
  }

  private static CodeOrigin origin(Flow content) {
    return content.taints().contains(Taint.NETWORK)
        ? CodeOrigin.EXTERNAL
        : content.taints().contains(Taint.DECODED) ? CodeOrigin.OBFUSCATED : CodeOrigin.UNKNOWN;
  }

  /** A script of which nothing is known but where it lies. */
  static void place(Invocation call, Text file, Flow content) {
    boolean inside =
        call.places()
            .path(file)
            .filter(path -> path.startsWith(call.interpreter().world().surroundings().project()))
            .isPresent();
    if (inside) {
      Code.project(call);
    } else {
      Code.unknown(call, content);
    }
  }
}
