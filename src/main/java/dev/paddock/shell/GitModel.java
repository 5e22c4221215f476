package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** git: its global options, aliases, and what each subcommand does; see git(1). */
final class GitModel implements CommandModel {
  private static final Pattern VARIABLES =
      Pattern.compile("GIT_(?!(?:AUTHOR|COMMITTER)_|PAGER$|TERMINAL_PROMPT$|OPTIONAL_LOCKS$).*");
  private static final Pattern HARMLESS_KEY =
      Pattern.compile(
          "(?i)(?:color|advice|column|user|i18n|log|diff\\.(?:context|renames|noprefix|mnemonicprefix|algorithm)|status|grep\\.\\w+|core\\.(?:quotepath|abbrev|pager=cat|whitespace|autocrlf|longpaths)|pager\\.\\w+=(?:false|cat)|init\\.defaultbranch|merge\\.conflictstyle|rerere|blame|format\\.pretty|protocol\\.version|gc\\.auto|safe\\.directory|push\\.autosetupremote|fetch\\.prune|pull\\.(?:rebase|ff)|rebase\\.autostash|commit\\.(?:gpgsign|verbose)|tag\\.(?:gpgsign|sort)|branch\\.sort|foo)(?:[.=].*)?");
  private static final Set<String> READS =
      Set.of(
          "status",
          "log",
          "show",
          "diff",
          "blame",
          "annotate",
          "shortlog",
          "describe",
          "rev-parse",
          "rev-list",
          "ls-files",
          "ls-tree",
          "cat-file",
          "name-rev",
          "grep",
          "whatchanged",
          "count-objects",
          "fsck",
          "var",
          "version",
          "help",
          "cherry",
          "range-diff",
          "diff-tree",
          "diff-index",
          "diff-files",
          "for-each-ref",
          "show-ref",
          "show-branch",
          "merge-base",
          "check-ignore",
          "check-attr",
          "check-mailmap",
          "check-ref-format",
          "verify-commit",
          "verify-tag",
          "get-tar-commit-id",
          "ls-remote",
          "archive",
          "format-patch",
          "rerere",
          "interpret-trailers",
          "stripspace",
          "patch-id",
          "mktree",
          "merge-tree",
          "bugreport",
          "cherry-mark",
          "column",
          "fmt-merge-msg",
          "verify-pack",
          "unpack-file",
          "request-pull",
          "diagnose",
          "difftool",
          "write-tree",
          "sparse-checkout-list",
          "instaweb-no",
          "hash-object",
          "symbolic-ref-read");
  private static final Set<String> LOCAL =
      Set.of(
          "add",
          "commit",
          "merge",
          "cherry-pick",
          "revert",
          "am",
          "apply",
          "mv",
          "rm",
          "init",
          "bisect",
          "maintenance",
          "pack-refs",
          "repack",
          "commit-tree",
          "commit-graph",
          "multi-pack-index",
          "index-pack",
          "unpack-objects",
          "pack-objects",
          "read-tree",
          "update-index",
          "checkout-index",
          "mktag",
          "sparse-checkout",
          "stage",
          "rebase",
          "gc",
          "fetch",
          "pull",
          "clone",
          "submodule",
          "worktree",
          "notes",
          "replace",
          "bundle",
          "tag",
          "branch",
          "switch",
          "checkout",
          "restore",
          "reset",
          "stash",
          "lfs",
          "mergetool",
          "citool",
          "gui",
          "fast-import",
          "quiltimport",
          "subtree",
          "send-email",
          "svn",
          "p4",
          "cvsimport",
          "credential",
          "daemon",
          "http-backend",
          "instaweb",
          "shell",
          "upload-pack",
          "receive-pack",
          "update-server-info",
          "filter-branch",
          "filter-repo",
          "reflog",
          "prune",
          "clean",
          "push",
          "send-pack",
          "update-ref",
          "symbolic-ref",
          "config",
          "remote",
          "difftool--helper",
          "http-push",
          "flow",
          "cola");

  @Override
  public Flow run(Invocation call) {
    for (String name : call.environment().keySet()) {
      if (VARIABLES.matcher(name).matches()) {
        call.unknown("the variable " + name + " changes what git does");
      }
    }
    List<Text> words = new ArrayList<>(call.arguments());
    List<String> aliases = new ArrayList<>();
    while (!words.isEmpty()) {
      String raw = words.getFirst().raw();
      if (raw.equals("-c") || raw.equals("--config-env")) {
        words.removeFirst();
        if (!words.isEmpty()) {
          setting(call, words.removeFirst().raw(), aliases);
        }
      } else if (raw.matches("(?s)-c.+|--config-env=.*")) {
        setting(call, words.removeFirst().raw().replaceFirst("^(?:-c|--config-env=)", ""), aliases);
      } else if (raw.matches("-C.+")) {
        Text attached = words.removeFirst();
        folder(call, attached.with(raw.substring(2)));
      } else if (raw.equals("-C")) {
        words.removeFirst();
        if (!words.isEmpty()) {
          folder(call, words.removeFirst());
        }
      } else if (raw.matches(
          "--(?:git-dir|work-tree|namespace|exec-path|super-prefix|attr-source|list-cmds)")) {
        words.removeFirst();
        if (!words.isEmpty()) {
          words.removeFirst();
        }
        call.unknown("its option " + raw + " makes it use another repository");
      } else if (raw.matches(
          "--(?:git-dir|work-tree|namespace|exec-path|super-prefix|attr-source)=.*")) {
        words.removeFirst();
        call.unknown("its option " + Text.of(raw).shown() + " makes it use another repository");
      } else if (raw.matches(
          "-p|--paginate|-P|--no-pager|--no-replace-objects|--bare|--literal-pathspecs|--glob-pathspecs|--noglob-pathspecs|--icase-pathspecs|--no-optional-locks|--no-lazy-fetch|--no-advice|--")) {
        words.removeFirst();
      } else {
        break;
      }
    }
    if (words.isEmpty()
        || words
            .getFirst()
            .raw()
            .matches("--version|-v|--help|-h|--html-path|--man-path|--info-path|--exec-path")) {
      return Flow.unknown(Set.of());
    }
    return subcommand(call, words, aliases);
  }

  private static void setting(Invocation call, String setting, List<String> aliases) {
    if (setting.startsWith("alias.")) {
      aliases.add(setting.substring("alias.".length()));
      call.unknown("an alias is set for this call");
    } else if (!HARMLESS_KEY.matcher(setting).matches()) {
      call.unknown("the setting " + Text.of(setting).shown() + " may change what git does");
      if (setting.matches("(?i)gc\\.(?:prune|reflog)expire.*=(?:now|all).*")) {
        call.does(Deed.GIT_DESTROY);
      }
      if (setting.matches("(?i)push\\.default=matching")) {
        call.does(Deed.GIT_PUSH_DEFAULT);
      }
      if (setting.matches("(?i)http\\.sslverify=(?:false|0|no|off)")) {
        call.does(Deed.TLS_WEAKEN);
      }
    }
  }

  /** Another folder: of one that anybody can have made, nothing is known. */
  private static void folder(Invocation call, Text folder) {
    Optional<Path> path = call.places().path(folder);
    boolean temporary =
        path.filter(
                p -> p.startsWith("/tmp") || p.startsWith("/var/tmp") || p.startsWith("/dev/shm"))
            .isPresent();
    boolean unset = folder.taints().equals(Set.of(Taint.UNSET));
    if (temporary || (path.isEmpty() && !unset)) {
      call.unknown("it uses a repository that anybody can have made");
    }
  }

  private Flow subcommand(Invocation call, List<Text> words, List<String> aliases) {
    Text first = words.getFirst();
    Optional<String> known = first.known();
    List<Text> arguments = words.subList(1, words.size());
    if (known.isEmpty()) {
      call.notRead("which subcommand of git runs");
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    String name = known.get();
    for (String alias : aliases) {
      int equals = alias.indexOf('=');
      if (equals > 0 && alias.substring(0, equals).equals(name)) {
        return alias(call, alias.substring(equals + 1), arguments);
      }
    }
    Variable own = call.state().variables().get("git alias." + name);
    if (own != null && !own.elements().isEmpty()) {
      return alias(call, own.elements().getFirst().raw(), arguments);
    }
    if (!READS.contains(name) && !LOCAL.contains(name)) {
      Optional<String> alias = call.interpreter().world().surroundings().gitAlias(name);
      if (alias.isPresent()) {
        return alias(call, alias.get(), arguments);
      }
      call.unknown("it has no subcommand " + first.shown());
      UnknownPrograms.look(call);
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    if (arguments.size() == 1 && arguments.getFirst().raw().matches("--help|-h")) {
      return Flow.unknown(Set.of());
    }
    GitCall git = new GitCall(call, name, arguments);
    return git.run();
  }

  private Flow alias(Invocation call, String alias, List<Text> arguments) {
    if (alias.startsWith("!")) {
      return call.shell(Text.of(alias.substring(1)), arguments);
    }
    Fields fields = new Fields(" \t\n");
    fields.split(Text.of(alias.replace("'", "").replace("\"", "")));
    List<Text> words = new ArrayList<>(List.of(Text.of("git")));
    words.addAll(fields.done());
    words.addAll(arguments);
    return call.call(words);
  }

  /** Files outside of any repository that a subcommand names. */
  static void paths(Invocation call, List<Text> arguments) {
    for (Text argument : arguments) {
      if (argument.raw().matches("(?:\\.?/|~|\\.env|\\.\\./).*")) {
        for (Place place : call.places().of(argument)) {
          call.add(new Effect.Touches(FileAccess.READ, place));
        }
      }
    }
  }
}
