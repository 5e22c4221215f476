package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.FileAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One subcommand of git with its arguments. Abbreviated options count when they harm. */
final class GitCall {
  private static final Set<String> WRITES_FILE = Set.of("-o", "--output", "--output-directory");

  private final Invocation call;
  private final String name;
  private final List<Text> arguments;
  private final List<String> raw;

  GitCall(Invocation call, String name, List<Text> arguments) {
    this.call = call;
    this.name = name;
    this.arguments = arguments;
    this.raw = arguments.stream().map(Text::raw).toList();
  }

  /** Whether an option is given: as it is, abbreviated, or among a cluster of letters. */
  private boolean has(String option) {
    for (String word : raw) {
      if (word.equals("--")) {
        return false;
      }
      String plain = word.replaceFirst("=.*$", "");
      boolean letter =
          option.length() == 2
              && !plain.startsWith("--")
              && plain.matches("-[qfdvnpaiksSrRlzxeX]*" + option.charAt(1) + ".*");
      boolean abbreviated =
          option.startsWith("--")
              && plain.length() > 4
              && plain.startsWith("--")
              && option.startsWith(plain);
      if (plain.equals(option) || letter || abbreviated) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAny(String... options) {
    return List.of(options).stream().anyMatch(this::has);
  }

  private List<Text> operands() {
    return arguments.stream().filter(word -> !word.startsWith("-")).toList();
  }

  private String operand(int index) {
    List<Text> operands = operands();
    return index < operands.size() ? operands.get(index).raw() : "";
  }

  private Flow read() {
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private Flow does(Deed deed) {
    call.does(deed);
    return read();
  }

  Flow run() {
    boolean unclear =
        arguments.stream()
            .anyMatch(
                word ->
                    !word.isKnown()
                        && word.beginning().isEmpty()
                        && !word.isPattern()
                        && !word.taints().equals(Set.of(Taint.UNSET))
                        && word.listing() == null);
    if (unclear) {
      call.notRead("which options it gets");
    }
    return switch (name) {
      case "push", "send-pack", "http-push" -> new GitPush(call, name, arguments).run();
      case "reset" -> reset();
      case "clean" ->
          (has("-n") && !forced()) || hasAny("--dry-run") ? read() : does(Deed.GIT_DESTROY);
      case "checkout" -> checkout();
      case "switch" ->
          hasAny("-f", "--force", "--discard-changes")
              ? does(Deed.GIT_DESTROY)
              : hasAny("-C", "--force-create") ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
      case "restore" -> restore();
      case "stash" -> stash();
      case "branch" -> branch();
      case "tag" -> tag();
      case "rebase" -> rebase();
      case "merge", "cherry-pick", "revert", "am" ->
          hasAny("--abort", "--quit") ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
      case "gc", "maintenance", "repack" ->
          raw.stream().anyMatch(word -> word.matches("--pru?n?e?=(?:now|all).*"))
              ? does(Deed.GIT_DESTROY)
              : does(Deed.GIT_LOCAL);
      case "prune" -> has("-n") ? read() : does(Deed.GIT_DESTROY);
      case "reflog" -> operand(0).matches("delete|expire|drop") ? does(Deed.GIT_DESTROY) : read();
      case "filter-branch", "filter-repo" -> does(Deed.GIT_DESTROY);
      case "update-ref" -> does(Deed.GIT_DESTROY);
      case "symbolic-ref" ->
          operands().size() > 1 || hasAny("-d", "--delete") ? does(Deed.GIT_DISCARD) : read();
      case "config" -> config();
      case "remote" -> remote();
      case "worktree" ->
          operand(0).equals("list")
              ? read()
              : operand(0).matches("remove|prune")
                  ? (forced() ? does(Deed.GIT_DESTROY) : does(Deed.GIT_DISCARD))
                  : does(Deed.GIT_LOCAL);
      case "submodule" -> submodule();
      case "bisect" -> bisect();
      case "notes", "replace" -> operand(0).matches("list|show|") ? read() : does(Deed.GIT_LOCAL);
      case "bundle" -> {
        if (operand(0).equals("create") && operands().size() > 1) {
          call.files().write(operands().get(1), Flow.unknown(Set.of(Taint.LOCAL)), false);
        }
        yield operand(0).matches("verify|list-heads") ? read() : output();
      }
      case "interpret-trailers" -> {
        for (Text operand : operands()) {
          call.files().read(operand, FileAccess.READ);
        }
        yield hasAny("--in-place") ? does(Deed.GIT_LOCAL) : read();
      }
      case "diagnose", "bugreport" -> does(Deed.GIT_LOCAL);
      case "help" -> hasAny("-w", "--web", "-i", "--info", "-m", "--man") ? runs() : read();
      case "clone" -> cloneOrFetch();
      case "fetch", "pull" -> cloneOrFetch();
      case "ls-remote" -> lsRemote();
      case "grep" -> {
        credentials();
        yield hasAny("-O", "--open-files-in-pager") ? runs() : read();
      }
      case "difftool", "mergetool" ->
          raw.stream().anyMatch(word -> word.matches("-[xt].*|--extcmd.*|--tool.*"))
                  || name.equals("mergetool")
              ? runs()
              : read();
      case "rm" -> hasAny("--cached") ? does(Deed.GIT_LOCAL) : does(Deed.GIT_DISCARD);
      case "read-tree" -> hasAny("--reset", "-u") ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
      case "checkout-index" -> forced() ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
      case "init" ->
          raw.stream().anyMatch(word -> word.startsWith("--template"))
              ? does(Deed.GIT_EXECUTE)
              : does(Deed.GIT_LOCAL);
      case "commit" -> commit();
      case "add", "stage" -> add();
      case "apply" -> apply();
      case "daemon", "instaweb", "http-backend", "upload-pack", "receive-pack", "shell" ->
          does(Deed.EXPOSE_SERVICE);
      case "send-email", "svn", "p4", "credential" -> runs();
      case "hash-object" -> {
        GitModel.paths(call, operands());
        yield has("-w") ? does(Deed.GIT_LOCAL) : read();
      }
      case "sparse-checkout" -> operand(0).equals("list") ? read() : does(Deed.GIT_LOCAL);
      case "ls-files" -> {
        excludes();
        output();
        yield Flow.names(new Listing(List.of(Text.of(".")), !operands().isEmpty()));
      }
      case "rerere" -> operand(0).matches("clear|forget|gc") ? does(Deed.GIT_DISCARD) : read();
      case "lfs" ->
          operand(0).matches("ls-files|status|env|version|logs|fsck|track|pointer")
              ? read()
              : does(Deed.GIT_LOCAL);
      case "archive",
          "format-patch",
          "log",
          "show",
          "diff",
          "shortlog",
          "diff-tree",
          "diff-index",
          "whatchanged",
          "blame",
          "cat-file" -> {
        credentials();
        yield output();
      }
      default -> LOCALS.contains(name) ? does(Deed.GIT_LOCAL) : output();
    };
  }

  /** Patterns are shown by what they leave out. */
  private void excludes() {
    for (int i = 0; i < raw.size(); i++) {
      String word = raw.get(i);
      if (word.matches("-X|--exclude-from") && i + 1 < raw.size()) {
        call.files().read(arguments.get(i + 1), FileAccess.READ);
      } else if (word.matches("-X.+|--exclude-from=.+")) {
        Text file = arguments.get(i).with(word.replaceFirst("-X|--exclude-from=", ""));
        call.files().read(file, FileAccess.READ);
      }
    }
  }

  /** History and index hold what a file held. */
  private void credentials() {
    for (Text operand : operands()) {
      SecretArguments.look(call, operand);
    }
  }

  private static final Set<String> LOCALS =
      Set.of(
          "mv",
          "pack-refs",
          "commit-tree",
          "commit-graph",
          "multi-pack-index",
          "index-pack",
          "unpack-objects",
          "pack-objects",
          "update-index",
          "mktag",
          "fast-import",
          "quiltimport",
          "subtree",
          "update-server-info",
          "citool",
          "gui",
          "flow");

  private boolean forced() {
    return hasAny("-f", "--force");
  }

  private Flow runs() {
    call.unknown("git runs another program here");
    for (Text argument : arguments) {
      String text = argument.raw().replaceFirst("^-[A-Za-z]|^--[a-z-]+=", "");
      if (text.indexOf(' ') > 0) {
        call.interpreter().guess(text, call.state().copy());
      }
    }
    return read();
  }

  /** Subcommands that only print, unless they are told to write to a file or run something. */
  private Flow output() {
    for (int i = 0; i < arguments.size(); i++) {
      String word = raw.get(i);
      String option = word.replaceFirst("=.*$", "");
      boolean abbreviated =
          option.length() > 4
              && ("--output".startsWith(option) || "--output-directory".startsWith(option));
      if (WRITES_FILE.contains(option) || abbreviated) {
        boolean attached = word.indexOf('=') > 0;
        boolean short1 = option.equals("-o") && !name.matches("archive|format-patch");
        if (short1) {
          continue;
        }
        Text file =
            attached
                ? arguments.get(i).with(word.substring(word.indexOf('=') + 1))
                : i + 1 < arguments.size() ? arguments.get(i + 1) : Text.of(".");
        call.files().write(file, Flow.unknown(Set.of(Taint.LOCAL)), false);
      } else if (word.matches("-o.+") && name.matches("archive|format-patch")) {
        Text file = arguments.get(i).with(word.substring(2));
        call.files().write(file, Flow.unknown(Set.of(Taint.LOCAL)), false);
      } else if (word.matches(
          "--ext-diff|--textconv|--filters|--exec.*|--upload-pack.*|--remote=.*|--open-files.*|--show-signature")) {
        call.unknown("its option " + Text.of(word).shown() + " can run a program");
      }
    }
    if (raw.contains("--no-index")) {
      operands().forEach(file -> call.files().read(file, FileAccess.READ));
    }
    for (Text operand : operands()) {
      int colon = operand.raw().indexOf(':');
      boolean blob = colon >= 0 && colon < operand.raw().length() - 1;
      if (blob && name.matches("show|cat-file|diff")) {
        SecretArguments.look(call, operand.with(operand.raw().substring(colon + 1)));
      }
    }
    return read();
  }

  private Flow reset() {
    if (hasAny("--hard", "--merge", "--keep")
        || raw.stream().anyMatch(word -> word.matches("--h|--ha|--har|--m|--me|--mer"))) {
      return does(Deed.GIT_DESTROY);
    }
    return does(Deed.GIT_LOCAL);
  }

  private Flow checkout() {
    boolean creates =
        raw.stream()
            .anyMatch(word -> word.matches("-q?[bt].*|--orphan|--track.*|--detach|-d|--no-track"));
    boolean wholeTree =
        raw.stream().anyMatch(word -> word.matches("\\.|\\./|:/|:\\(top\\).*|\\*"))
            || arguments.stream().anyMatch(word -> word.raw().equals(String.valueOf(Text.STAR)));
    if (wholeTree) {
      return does(Deed.GIT_DESTROY);
    }
    if (forced()
        || raw.stream()
            .anyMatch(
                word ->
                    word.matches(
                        "--pathspec.*|-p|--patch|--ours|--theirs|-B|--no-recurse-submodules|--unknown|--overwrite-ignore"))) {
      return does(Deed.GIT_DISCARD);
    }
    int dashes = raw.indexOf("--");
    if (dashes >= 0) {
      return does(Deed.GIT_DISCARD);
    }
    if (creates) {
      return does(Deed.GIT_LOCAL);
    }
    return operands().size() > 1 || operand(0).matches(".*\\.[a-z]{1,4}")
        ? does(Deed.GIT_DISCARD)
        : does(Deed.GIT_LOCAL);
  }

  private Flow restore() {
    boolean staged = raw.stream().anyMatch(word -> word.equals("--staged") || word.equals("-S"));
    boolean worktree = raw.stream().anyMatch(word -> word.matches("--worktree|-W|-SW|-WS"));
    if (staged && !worktree) {
      boolean odd = raw.indexOf("--") >= 0 && raw.indexOf("--") < raw.indexOf("--staged");
      boolean value =
          raw.indexOf("--staged") > 0
              && raw.get(raw.indexOf("--staged") - 1).matches("-s|--source|--conflict");
      return odd || value ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
    }
    boolean wholeTree = raw.stream().anyMatch(word -> word.matches("\\.|\\./|:/|\\*"));
    return does(wholeTree ? Deed.GIT_DESTROY : Deed.GIT_DISCARD);
  }

  private Flow stash() {
    return switch (operand(0)) {
      case "drop", "clear" -> does(Deed.GIT_DESTROY);
      case "list", "show" -> output();
      default -> does(Deed.GIT_LOCAL);
    };
  }

  private Flow branch() {
    if (raw.stream().anyMatch(word -> word.equals("-D") || word.matches("-[a-zA-Z]*D.*"))
        || (hasAny("-d", "--delete") && forced())) {
      return does(Deed.GIT_DESTROY);
    }
    if (hasAny("--delete")
        || raw.contains("-d")
        || raw.contains("-M")
        || raw.contains("-C")
        || forced()) {
      return does(Deed.GIT_DISCARD);
    }
    boolean lists =
        operands().isEmpty()
            || raw.stream()
                .anyMatch(
                    word ->
                        word.matches(
                            "-[ravq]*[ra][avrq]*|-l|--list|--all|--remotes?|--contains|--no-contains|--merged|--no-merged|--points-at|--show-current|--format.*|--sort.*|-vv?"));
    return lists
            && !raw.contains("--edit-description")
            && raw.stream()
                .noneMatch(word -> word.matches("-u.*|--set-upstream.*|--unset-upstream|-m|--move"))
        ? read()
        : does(Deed.GIT_LOCAL);
  }

  private Flow tag() {
    if (hasAny("-d", "--delete")) {
      return does(Deed.GIT_DESTROY);
    }
    boolean lists =
        operands().isEmpty()
            || raw.stream()
                .anyMatch(
                    word ->
                        word.matches(
                            "-l|--list|--contains|--no-contains|--merged|--no-merged|--points-at|--sort.*|--format.*|-n\\d*|-v|--verify"));
    return lists ? read() : forced() ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
  }

  private Flow rebase() {
    if (hasAny("--abort") || raw.stream().anyMatch(word -> word.matches("--a|--ab|--abo|--abor"))) {
      return does(Deed.GIT_DESTROY);
    }
    if (raw.stream().anyMatch(word -> word.matches("-x.*|--exec.*"))) {
      return runs();
    }
    return hasAny("-i", "--interactive", "--root") ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
  }

  private Flow bisect() {
    if (operand(0).equals("run")) {
      call.unknown("git runs another program here");
      int run = raw.indexOf("run");
      return call.call(arguments.subList(run + 1, arguments.size()));
    }
    return operand(0).matches("log|view|visualize") ? read() : does(Deed.GIT_LOCAL);
  }

  private Flow submodule() {
    int each = raw.indexOf("foreach");
    if (each >= 0) {
      List<Text> rest =
          arguments.subList(each + 1, arguments.size()).stream()
              .filter(word -> !word.raw().matches("--recursive|-q|--quiet"))
              .toList();
      call.unknown("it runs a command in each submodule");
      return rest.size() == 1 ? call.shell(rest.getFirst(), List.of()) : call.call(rest);
    }
    return switch (operand(0)) {
      case "status", "summary", "" -> read();
      case "deinit" -> does(Deed.GIT_DISCARD);
      case "add", "set-url" -> does(Deed.GIT_REMOTE);
      default -> does(Deed.GIT_LOCAL);
    };
  }

  private Flow config() {
    for (int i = 0; i < raw.size(); i++) {
      if (raw.get(i).matches("-f|--file|--blob") && i + 1 < raw.size()) {
        SecretArguments.look(call, arguments.get(i + 1));
      } else if (raw.get(i).matches("(?:--file|--blob)=.*")) {
        SecretArguments.look(
            call, arguments.get(i).with(raw.get(i).substring(raw.get(i).indexOf('=') + 1)));
      }
    }
    if (hasAny(
            "--get",
            "--get-all",
            "--list",
            "-l",
            "--get-regexp",
            "--get-urlmatch",
            "--get-color",
            "--show-origin",
            "--show-scope")
        || operand(0).matches("get|list")) {
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    if (hasAny("--edit", "-e") || raw.contains("edit")) {
      return runs();
    }
    boolean wide =
        hasAny("--global", "--system")
            || raw.stream().anyMatch(word -> word.startsWith("--file") || word.equals("-f"));
    List<Text> operands = operands();
    String key = operand(0).equals("set") ? operand(1) : operand(0);
    boolean sets =
        operands.size() > 1
            || hasAny(
                "--unset",
                "--unset-all",
                "--add",
                "--replace-all",
                "--remove-section",
                "--rename-section");
    if (!sets) {
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    String value = operands.isEmpty() ? "" : operands.getLast().raw();
    if (key.startsWith("alias.")) {
      call.interpreter().set("git " + key, Text.of(value), call.state());
    }
    if (key.matches("(?i)http\\.(?:.*\\.)?sslverify|.*sslverify")) {
      return does(Deed.TLS_WEAKEN);
    }
    if (key.matches("(?i)remote\\..*\\.(?:push)?url|url\\..*")) {
      return does(Deed.GIT_REMOTE);
    }
    boolean executes =
        key.matches(
            "(?i)core\\.(?:hookspath|fsmonitor|sshcommand|pager|editor|gitproxy|askpass|attributesfile|worktree)|alias\\..*|filter\\..*|diff\\.external|init\\.templatedir|remote\\..*\\.(?:uploadpack|receivepack|vcs)|gc\\.\\w*command|sendemail\\..*cmd|browser\\..*|diff\\..*\\.(?:command|textconv)|merge\\..*\\.driver|credential\\..*|gpg\\..*program|include\\..*|includeif\\..*|uploadpack\\..*|protocol\\..*|pager\\..*|sequence\\.editor|.*\\.(?:cmd|path|helper)");
    if (executes) {
      boolean alias = key.startsWith("alias.") && !value.startsWith("!");
      return alias
          ? does(Deed.GIT_LOCAL)
          : does(key.startsWith("alias.") ? Deed.GIT_DISCARD : Deed.GIT_EXECUTE);
    }
    return wide ? does(Deed.GIT_DISCARD) : does(Deed.GIT_LOCAL);
  }

  private Flow remote() {
    return switch (operand(0)) {
      case "", "show", "get-url" -> read();
      case "add", "set-url" -> {
        String url = operands().isEmpty() ? "" : operands().getLast().raw();
        call.interpreter().set("git remote " + operand(1), Text.of(url), call.state());
        yield does(Deed.GIT_REMOTE);
      }
      case "remove", "rm", "rename" -> does(Deed.GIT_REMOTE);
      default -> does(Deed.GIT_LOCAL);
    };
  }

  private Flow cloneOrFetch() {
    if (raw.stream()
            .anyMatch(
                word ->
                    word.matches("--upload-pack.*|-u(?!$).*|--template.*|ext::.*|-c|--config.*"))
        || raw.stream().anyMatch(word -> word.startsWith("ext::") || word.startsWith("fd::"))) {
      call.unknown("git runs another program here");
      for (Text argument : arguments) {
        if (argument.startsWith("ext::")) {
          call.interpreter().guess(argument.raw().substring(5), call.state().copy());
        }
      }
    }
    if (name.equals("clone")) {
      String url = operand(0);
      String folder =
          operands().size() > 1
              ? operand(1)
              : url.replaceFirst("/+$", "").replaceFirst("\\.git$", "").replaceFirst("^.*[/:]", "");
      call.does(Deed.REMOTE_READ);
      call.unknown("code from elsewhere comes into the project");
      call.places()
          .path(Text.of(folder.isEmpty() ? "x" : folder))
          .ifPresent(
              path ->
                  call.interpreter()
                      .world()
                      .write(path, Flow.unknown(Set.of(Taint.NETWORK)), false));
      return read();
    }
    if (raw.stream().anyMatch(word -> word.startsWith("+") || word.matches("[^:]*:refs/heads/.*"))
        || (name.equals("fetch") && hasAny("--update-head-ok"))) {
      return does(Deed.GIT_DISCARD);
    }
    if (!operand(0).isEmpty() && !call.interpreter().world().surroundings().isRemote(operand(0))) {
      call.unknown("it fetches from a place that is no remote of the project");
    }
    if (name.equals("fetch") && operands().size() < 2) {
      return read(); // what it changes is what the remotes' branches are known to be
    }
    call.does(Deed.REMOTE_READ);
    return does(Deed.GIT_LOCAL);
  }

  private Flow lsRemote() {
    if (raw.stream()
        .anyMatch(word -> word.matches("--up.*|--exec.*") || word.startsWith("ext::"))) {
      return runs();
    }
    call.does(Deed.REMOTE_READ);
    return read();
  }

  private Flow commit() {
    if (hasAny("--no-verify") || raw.contains("-n")) {
      return does(Deed.SAFETY_BYPASS);
    }
    for (int i = 0; i < raw.size(); i++) {
      if (raw.get(i).matches("-F|--file|-t|--template") && i + 1 < raw.size()) {
        call.files().read(arguments.get(i + 1), FileAccess.READ);
      }
    }
    return does(Deed.GIT_LOCAL);
  }

  private Flow add() {
    if (forced()) {
      for (Text operand : operands()) {
        if (SecretArguments.look(call, operand)) {
          return read();
        }
      }
    }
    return does(Deed.GIT_LOCAL);
  }

  private Flow apply() {
    if (hasAny("--unsafe-paths", "--directory")) {
      call.unknown("it writes to wherever it is told");
    }
    Optional<Text> file = operands().stream().findFirst();
    file.ifPresent(patch -> call.files().read(patch, FileAccess.READ));
    boolean looks = hasAny("--check", "--stat", "--numstat", "--summary");
    return looks ? read() : does(Deed.GIT_LOCAL);
  }
}
