package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that move, copy, link and remove files. */
final class FileModels {
  private static final Map<String, OptionRole> RM =
      Roles.of(
          "flags -rRfidvI --recursive --force --dir --verbose --one-file-system --no-preserve-root --preserve-root",
          "maybe --interactive");
  private static final Map<String, OptionRole> CP =
      Roles.of(
          "flags -abdfiHlLnPpRrsTuvxXZ --archive --attributes-only --backup --force --interactive --link --dereference --no-clobber --no-dereference --recursive --symbolic-link --no-target-directory --update --verbose --one-file-system --parents --remove-destination --strip-trailing-slashes --copy-contents --debug --keep-directory-symlink",
          "value -S --suffix --no-preserve",
          "maybe --backup --preserve --reflink --sparse --update --context",
          "value -t --target-directory");
  private static final Map<String, OptionRole> INSTALL =
      Roles.of(
          "flags -bcCdDpsTvZ --compare --directory --preserve-timestamps --strip --no-target-directory --verbose",
          "value -gmoSt --group --mode --owner --suffix --target-directory --backup",
          "run --strip-program");
  private static final Map<String, OptionRole> LN =
      Roles.of(
          "flags -bdfFiLnPrsTv --symbolic --force --directory --interactive --logical --no-dereference --physical --relative --no-target-directory --verbose",
          "value -St --suffix --target-directory",
          "maybe --backup");

  private static final Map<String, OptionRole> MKTEMP =
      Roles.of("flags -dqtu --directory --quiet --dry-run", "value -p --suffix", "maybe --tmpdir");

  private FileModels() {}

  static void add(Map<String, CommandModel> models) {
    models.put("rm", FileModels::remove);
    models.put("grm", FileModels::remove);
    models.put("unlink", FileModels::remove);
    models.put("rmdir", FileModels::removeFolder);
    models.put("trash", FileModels::remove);
    models.put("shred", FileModels::shred);
    models.put("srm", FileModels::shred);
    models.put("wipe", FileModels::shred);
    models.put("cp", FileModels::copy);
    models.put("gcp", FileModels::copy);
    models.put("mv", FileModels::move);
    models.put("gmv", FileModels::move);
    models.put("install", FileModels::install);
    models.put("ln", FileModels::link);
    models.put("dd", FileModels::dd);
    models.put("truncate", FileModels::truncate);
    models.put("chmod", call -> permissions(call, true));
    models.put("chown", call -> permissions(call, false));
    models.put("chgrp", call -> permissions(call, false));
    models.put("setfacl", FileModels::attributes);
    models.put("chattr", FileModels::attributes);
    models.put("setfattr", FileModels::attributes);
    models.put("xattr", FileModels::attributes);
    models.put("tee", FileModels::tee);
    models.put("sponge", FileModels::tee);
    models.put("mkfifo", FileModels::make);
    models.put("mknod", FileModels::make);
    models.put("mktemp", FileModels::temporary);
    models.put("patch", FileModels::patch);
    models.put("cat", FileModels::cat);
    models.put("base64", FileModels::base64);
  }

  /** Options that are not known, or run commands. */
  private static void look(Invocation call, Options options) {
    options.found().forEach(option -> TableModel.option(call, option));
  }

  private static Flow remove(Invocation call) {
    Options options = Options.read(call.arguments(), RM, false);
    look(call, options);
    boolean tree = options.has("-r", "-R", "--recursive");
    for (Text operand : options.operands()) {
      if (operand.raw().matches("~(?:/.*)?")) {
        Text home =
            Text.of(call.interpreter().world().surroundings().home() + operand.raw().substring(1));
        call.files().touch(tree ? FileAccess.DELETE_TREE : FileAccess.DELETE, home);
      }
      if (operand.listing() != null) {
        listed(call, operand);
      } else if (operand.startsWith("-")) {
        call.unknown("its operand " + operand.shown());
      } else if (tree) {
        call.files().touchItself(FileAccess.DELETE_TREE, operand);
      } else {
        call.files().touchItself(FileAccess.DELETE, operand);
      }
    }
    return Flow.NOTHING;
  }

  /** Names that something prints are removed. */
  static void listed(Invocation call, Text operand) {
    for (Place place : call.places().of(operand)) {
      FileAccess access =
          place instanceof Place.Listed(Path _, boolean byName)
              ? byName ? FileAccess.DELETE_SOME : FileAccess.DELETE_ALL
              : FileAccess.DELETE_ALL;
      call.add(new Effect.Touches(access, place));
    }
  }

  private static Flow removeFolder(Invocation call) {
    for (Text operand : call.arguments()) {
      if (operand.startsWith("-")) {
        continue;
      }
      if (operand.listing() != null) {
        listed(call, operand);
      } else {
        call.files()
            .touchItself(FileAccess.WRITE, operand); // an empty folder is made again as fast
      }
    }
    return Flow.NOTHING;
  }

  private static Flow shred(Invocation call) {
    boolean help =
        call.arguments().stream().allMatch(word -> word.is("--help") || word.is("--version"));
    if (!help || call.arguments().isEmpty()) {
      call.does(Deed.DISK_DESTROY);
    }
    return Flow.NOTHING;
  }

  private static Flow copy(Invocation call) {
    Options options = Options.read(call.arguments(), CP, false);
    look(call, options);
    boolean tree = options.has("-r", "-R", "-a", "--recursive", "--archive");
    transfer(call, options, tree ? FileAccess.READ_TREE : FileAccess.READ);
    return Flow.NOTHING;
  }

  private static Flow move(Invocation call) {
    Options options = Options.read(call.arguments(), CP, false);
    look(call, options);
    transfer(call, options, FileAccess.MOVE);
    return Flow.NOTHING;
  }

  private static Flow install(Invocation call) {
    Options options = Options.read(call.arguments(), INSTALL, false);
    look(call, options);
    if (options.has("-d", "--directory")) {
      options.operands().forEach(folder -> call.files().touch(FileAccess.WRITE, folder));
    } else {
      transfer(call, options, FileAccess.READ);
    }
    return Flow.NOTHING;
  }

  private static void transfer(Invocation call, Options options, FileAccess access) {
    List<Text> sources = new ArrayList<>(options.operands());
    Optional<Text> folder = options.value("-t", "--target-directory");
    if (folder.isEmpty() && sources.size() < 2) {
      call.unknown("its operands are missing");
      sources.forEach(source -> call.files().touch(access, source));
      return;
    }
    Text target = folder.isPresent() ? folder.get() : sources.removeLast();
    boolean intoFolder = sources.size() > 1 || target.raw().endsWith("/") || isFolder(call, target);
    boolean secret = false;
    for (Text source : sources) {
      Flow content = take(call, source, access);
      secret |= content.taints().contains(Taint.SECRET);
      Text name = intoFolder ? inside(target, source) : target;
      boolean nothing = source.is("/dev/null") || source.is("/dev/zero");
      Sink sink = call.files().sink(name, false, nothing);
      call.interpreter().emit(content, sink, call.state());
    }
    if (secret) {
      call.does(Deed.CREDENTIAL_READ);
    }
  }

  private static Flow take(Invocation call, Text source, FileAccess access) {
    if (access == FileAccess.MOVE) {
      call.files().touchItself(FileAccess.MOVE, source);
      Optional<Flow> written = call.interpreter().written(source, call.state());
      return written.orElseGet(() -> Flow.unknown(Set.of(Taint.LOCAL)));
    }
    return call.files().read(source, access);
  }

  private static boolean isFolder(Invocation call, Text target) {
    return target.is(".")
        || target.is("..")
        || call.places()
            .path(target)
            .filter(call.interpreter().world().surroundings()::isFolder)
            .isPresent();
  }

  private static Text inside(Text folder, Text source) {
    String raw = source.raw().replaceFirst("/+$", "");
    String name = raw.substring(raw.lastIndexOf('/') + 1);
    return folder.plus(Text.of("/")).plus(new Text(name, source.taints(), source.listing()));
  }

  private static Flow link(Invocation call) {
    Options options = Options.read(call.arguments(), LN, false);
    look(call, options);
    List<Text> sources = new ArrayList<>(options.operands());
    Optional<Text> folder = options.value("-t", "--target-directory");
    Text target =
        folder.isPresent()
            ? folder.get()
            : sources.size() > 1 ? sources.removeLast() : Text.of(".");
    boolean intoFolder =
        folder.isPresent()
            || sources.size() > 1
            || target.raw().endsWith("/")
            || isFolder(call, target);
    for (Text source : sources) {
      Text name = intoFolder ? inside(target, source) : target;
      boolean nothing = source.is("/dev/null");
      call.files().sink(name, false, nothing);
      Optional<Path> link = call.places().unresolved(name);
      if (link.isEmpty()) {
        continue;
      }
      if (options.has("-s", "--symbolic")) {
        symbolic(call, source, link.get());
      } else {
        Flow content = call.files().read(source, FileAccess.READ);
        call.interpreter().world().write(link.get(), content, false);
        call.places()
            .path(source)
            .ifPresent(path -> call.interpreter().world().link(link.get(), path));
      }
    }
    return Flow.NOTHING;
  }

  /** What a link leads to counts from the folder of the link. */
  private static void symbolic(Invocation call, Text source, Path link) {
    State there = call.state().copy();
    Path parent = link.getParent();
    there.cwd(Text.of(parent == null ? "/" : parent.toString()));
    new Places(call.interpreter().world(), there)
        .path(source)
        .filter(path -> !path.equals(link))
        .ifPresent(path -> call.interpreter().world().link(link, path));
  }

  private static Flow dd(Invocation call) {
    Flow content = call.input();
    boolean nothing = false;
    Text output = null;
    for (Text argument : call.arguments()) {
      if (argument.startsWith("if=")) {
        Text file = argument.with(argument.raw().substring(3));
        nothing = file.raw().matches("/dev/(?:zero|null|u?random)");
        content = nothing ? Flow.unknown(Set.of()) : call.files().read(file, FileAccess.READ);
      } else if (argument.startsWith("of=")) {
        output = argument.with(argument.raw().substring(3));
      } else if (!argument.raw().matches("[a-z]+=.*") && !argument.startsWith("--")) {
        call.unknown("its operand " + argument.shown());
      }
    }
    if (output == null) {
      return content;
    }
    Text expanded =
        output.startsWith("~/")
            ? output.with(
                call.interpreter().world().surroundings().home() + output.raw().substring(1))
            : output;
    call.interpreter().emit(content, call.files().sink(expanded, false, nothing), call.state());
    return Flow.NOTHING;
  }

  private static Flow truncate(Invocation call) {
    Options options =
        Options.read(
            call.arguments(),
            Roles.of("flags -co --no-create --io-blocks", "value -s --size", "read -r --reference"),
            false);
    look(call, options);
    options.operands().forEach(file -> call.files().touch(FileAccess.EMPTY, file));
    return Flow.NOTHING;
  }

  private static Flow permissions(Invocation call, boolean mode) {
    Map<String, OptionRole> roles =
        new HashMap<>(
            Roles.of(
                "flags -cfhvHLPR --changes --silent --quiet --verbose --no-preserve-root --preserve-root --recursive --dereference --no-dereference",
                "value --from",
                "read --reference"));
    List<Text> arguments = new ArrayList<>(call.arguments());
    Text what = Text.EMPTY;
    for (int i = 0; mode && i < arguments.size(); i++) {
      if (arguments.get(i).raw().matches("-[rwxXstugoa,+=-]+")) {
        what = arguments.remove(i);
        break;
      }
    }
    Options options = Options.read(arguments, roles, false);
    look(call, options);
    List<Text> operands = new ArrayList<>(options.operands());
    if (!options.has("--reference") && what.raw().isEmpty() && !operands.isEmpty()) {
      what = operands.removeFirst();
    }
    if (mode && what.raw().matches(".*[ug+,=]?[+=]\\w*s.*|[4267]\\d{3}")) {
      call.does(Deed.PERSISTENCE, "a program gets its owner's rights: " + call.shown());
    }
    boolean tree = options.has("-R", "--recursive");
    for (Text operand : operands) {
      call.files().touch(tree ? FileAccess.PERMIT_TREE : FileAccess.PERMIT, operand);
    }
    if (!mode) {
      call.does(Deed.PRIVILEGE);
    }
    return Flow.NOTHING;
  }

  private static Flow attributes(Invocation call) {
    boolean weaker = false;
    for (Text argument : call.arguments()) {
      weaker |= argument.raw().matches("-[ia].*");
      if (!argument.raw().matches("[-+=].*")) {
        call.files().touch(FileAccess.PERMIT, argument);
      }
    }
    if (weaker && call.name().equals("chattr")) {
      call.does(Deed.SECURITY_WEAKEN);
    } else {
      call.unknown("it changes attributes of files");
    }
    return Flow.NOTHING;
  }

  private static Flow tee(Invocation call) {
    Options options =
        Options.read(
            call.arguments(),
            Roles.of("flags -aip --append --ignore-interrupts", "maybe --output-error"),
            false);
    look(call, options);
    Flow input = call.input();
    boolean nothing =
        input.equals(Flow.NOTHING) || input.text().filter(String::isEmpty).isPresent();
    for (Text operand : options.operands()) {
      Sink sink = call.files().sink(operand, options.has("-a", "--append"), nothing);
      call.interpreter().emit(input, sink, call.state());
    }
    return input;
  }

  private static Flow make(Invocation call) {
    for (Text argument : call.arguments()) {
      if (!argument.startsWith("-")) {
        call.files().touch(FileAccess.WRITE, argument);
      }
    }
    return Flow.NOTHING;
  }

  private static Flow patch(Invocation call) {
    Options options =
        Options.read(
            call.arguments(),
            Roles.of(
                "flags -bcEeflNnRstTuvZ --backup --context --remove-empty-files --ed --force --ignore-whitespace --forward --normal --reverse --quiet --silent --batch --dry-run --unified --verbose --binary --posix",
                "value -BDFgpVYz --prefix --ifdef --fuzz --get --strip --version-control --suffix --reject-format",
                "read -i --input",
                "write -o --output -r --reject-file",
                "value -d --directory"),
            false);
    look(call, options);
    if (options.has("-d", "--directory")) {
      call.unknown("it works in another folder");
    }
    List<Text> operands = options.operands();
    if (!operands.isEmpty()) {
      call.files().touch(FileAccess.WRITE, operands.getFirst());
      operands.stream().skip(1).forEach(file -> call.files().read(file, FileAccess.READ));
    } else {
      call.files()
          .touch(
              FileAccess.WRITE, Text.of("./patched")); // names in the patch can't leave the folder
    }
    return Flow.NOTHING;
  }

  /** Like the table's, but text that is known goes through it. */
  private static Flow cat(Invocation call) {
    Options options =
        Options.read(
            call.arguments(),
            Roles.of(
                "flags -AbeEnstTuv --show-all --number-nonblank --show-ends --number --squeeze-blank --show-tabs --show-nonprinting"),
            false);
    look(call, options);
    if (options.operands().isEmpty()) {
      return call.input();
    }
    Flow all = Flow.NOTHING;
    for (Text operand : options.operands()) {
      all = all.plus(operand.is("-") ? call.input() : call.files().read(operand, FileAccess.READ));
    }
    return all;
  }

  private static Flow base64(Invocation call) {
    Flow data = Catalogue.table("base64").run(call);
    boolean decodes =
        call.arguments().stream()
            .anyMatch(word -> word.raw().matches("-[diD]*[dD][diD]*|--d(?:ec?o?d?e?)?"));
    if (!decodes) {
      return data;
    }
    Flow decoded = data.with(Set.of(Taint.DECODED));
    Optional<Text> file =
        call.arguments().stream().filter(word -> !word.startsWith("-")).findFirst();
    Optional<String> text = file.isPresent() ? Optional.empty() : call.input().text();
    return new Flow(text.flatMap(Decoding::base64), decoded.taints(), null, false);
  }

  /** A name that mktemp makes up; one of its own choice is as good as any other. */
  private static Flow temporary(Invocation call) {
    Options options = Options.read(call.arguments(), MKTEMP, false);
    options.found().stream()
        .filter(option -> option.role().isEmpty())
        .forEach(option -> TableModel.option(call, option));
    Optional<Text> folder = options.value("-p", "--tmpdir").filter(text -> !text.raw().isEmpty());
    boolean inTemporary = options.has("-t", "--tmpdir") && folder.isEmpty();
    Text template =
        options.operands().isEmpty() ? Text.of("tmp.XXXXXXXXXX") : options.operands().getFirst();
    Text path =
        folder.isPresent()
            ? folder.get().plus(Text.of("/")).plus(template)
            : inTemporary || options.operands().isEmpty()
                ? Text.of("/tmp/").plus(template)
                : template;
    call.files().touch(FileAccess.WRITE, path);
    return path.isKnown() ? Flow.of(path.raw() + "\n") : Flow.unknown(Set.of(Taint.LOCAL));
  }
}
