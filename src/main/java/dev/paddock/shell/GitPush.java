package dev.paddock.shell;

import dev.paddock.action.Deed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code git push}: which refs go where. What the command line says; the relay sees the rest. */
final class GitPush {
  private final Invocation call;
  private final String name;
  private final List<Text> arguments;

  GitPush(Invocation call, String name, List<Text> arguments) {
    this.call = call;
    this.name = name;
    this.arguments = arguments;
  }

  private boolean option(String full, int shortest) {
    return arguments.stream()
        .map(word -> word.raw().replaceFirst("=.*$", ""))
        .anyMatch(
            word -> word.length() >= shortest && word.startsWith("--") && full.startsWith(word));
  }

  private boolean letter(char letter) {
    return arguments.stream()
        .anyMatch(word -> word.raw().matches("-[A-Za-z]*" + letter + "[A-Za-z]*"));
  }

  Flow run() {
    if (option("--dry-run", 4) || letter('n')) {
      call.does(Deed.REMOTE_READ);
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    if (option("--receive-pack", 5) || option("--exec", 4)) {
      call.unknown("git runs another program here");
    }
    if (option("--no-verify", 6)) {
      call.does(Deed.SAFETY_BYPASS);
    }
    boolean forces =
        option("--force", 4)
            || option("--force-with-lease", 4)
            || option("--force-if-includes", 9)
            || option("--mirror", 4)
            || option("--delete", 4)
            || option("--prune", 5)
            || letter('f')
            || letter('d');
    if (forces) {
      call.does(Deed.GIT_FORCE_PUSH);
      return Flow.NOTHING;
    }
    refs();
    return Flow.NOTHING;
  }

  private void refs() {
    List<Text> operands = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    Optional<Text> remote = operands.stream().findFirst();
    List<Text> refs = operands.size() > 1 ? operands.subList(1, operands.size()) : List.of();
    boolean elsewhere = isElsewhere(remote.orElse(Text.of("origin")));
    for (Text ref : refs) {
      if (ref.startsWith("+") || ref.startsWith(":") || ref.raw().contains(":+")) {
        call.does(Deed.GIT_FORCE_PUSH);
        return;
      }
    }
    if (elsewhere) {
      call.does(Deed.GIT_PUSH_ELSEWHERE);
    } else if (option("--all", 3)
        || option("--tags", 4)
        || option("--branches", 5)
        || option("--follow-tags", 5)
        || refs.stream().anyMatch(this::isDefault)
        || name.equals("http-push")) {
      call.does(Deed.GIT_PUSH_DEFAULT);
    } else if (!refs.isEmpty() && refs.stream().anyMatch(ref -> !ref.isKnown())) {
      call.notRead("which branch is pushed");
    } else if (refs.isEmpty()
        && isDefault(Text.of(call.interpreter().world().surroundings().branch().orElse("?")))) {
      call.does(Deed.GIT_PUSH_DEFAULT);
    } else {
      call.does(Deed.GIT_PUSH);
    }
  }

  private boolean isElsewhere(Text remote) {
    boolean changed = call.state().variables().containsKey("git remote " + remote.raw());
    return changed
        || !remote.isKnown()
        || !call.interpreter().world().surroundings().isRemote(remote.raw());
  }

  /** The default branch, by its name or because HEAD is it; tags and other refs count as well. */
  private boolean isDefault(Text ref) {
    String target = ref.raw().substring(ref.raw().indexOf(':') + 1);
    String branch = target.replaceFirst("^refs/heads/", "");
    if (branch.equals("HEAD") || branch.equals("@")) {
      branch = call.interpreter().world().surroundings().branch().orElse("?");
    }
    return branch.equals(call.interpreter().world().surroundings().defaultBranch())
        || branch.matches("main|master|trunk|production|prod|release/.*")
        || (target.startsWith("refs/") && !target.startsWith("refs/heads/"))
        || target.equals("tag");
  }
}
