package dev.paddock.shell;

import dev.paddock.action.FileAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tape archiver; see tar(1) of GNU. */
final class TarModel implements CommandModel {
  private static final Map<String, OptionRole> OPTIONS =
      Roles.of(
          "flags -cxtrudAvzjJZakmpPSOwlhnGWMoRB --create --extract --get --list --append --update --diff --compare --concatenate --verbose --gzip --gunzip --bzip2 --xz --lzma --zstd --compress --auto-compress --no-auto-compress --keep-old-files --keep-newer-files --overwrite --touch --preserve-permissions --same-permissions --absolute-names --sparse --to-stdout --dereference --numeric-owner --same-owner --no-same-owner --no-same-permissions --totals --no-recursion --recursion --wildcards --no-wildcards --exclude-vcs --exclude-vcs-ignores --exclude-caches --one-file-system --verify --force-local --show-transformed-names --delete --unlink-first --remove-files --null --anchored --no-anchored --ignore-failed-read --lzip --skip-old-files --hard-dereference --xattrs --acls --selinux --posix",
          "value -bCgKLNVHf --blocking-factor --directory --file --exclude --owner --group --mode --mtime --newer --after-date --strip-components --transform --xform --label --format --level --sort --pax-option --record-size --starting-file --suffix --warning --quoting-style --newer-mtime --add-file --clamp-mtime",
          "maybe --atime-preserve --backup --totals --checkpoint --occurrence",
          "read -T --files-from -X --exclude-from --listed-incremental -g",
          "run -I --use-compress-program --to-command --info-script --new-volume-script -F --checkpoint-action --rsh-command --rmt-command");

  @Override
  public Flow run(Invocation call) {
    List<Text> arguments = new ArrayList<>(call.arguments());
    call.variable("TAR_OPTIONS").ifPresent(options -> arguments.addAll(0, split(options)));
    if (!arguments.isEmpty() && !arguments.getFirst().startsWith("-")) {
      oldStyle(arguments);
    }
    Options options = Options.read(arguments, OPTIONS, false);
    boolean directory = false;
    State state = call.state();
    for (Options.Found option : options.found()) {
      if (option.name().equals("--checkpoint-action") && option.value() != null) {
        if (option.value().startsWith("exec=")) {
          call.shell(option.value().with(option.value().raw().substring(5)), List.of());
          call.unknown("it runs a command");
        }
      } else if (option.name().equals("-C") || option.name().equals("--directory")) {
        directory = true;
      } else {
        TableModel.option(call, option);
      }
    }
    Text archive = options.value("-f", "--file").orElse(call.variable("TAPE").orElse(Text.of("-")));
    Optional<Text> folder = options.value("-C", "--directory");
    Invocation there = call;
    if (directory && folder.isPresent()) {
      State inner = state.copy();
      inner.cwd(
          call.places()
              .path(folder.get())
              .map(p -> Text.of(p.toString()))
              .orElse(Text.unknown(Set.of(Taint.LOCAL))));
      there = new Invocation(call.interpreter(), inner, call.words(), call.environment());
    }
    if (options.has("-t", "--list", "-d", "--diff", "--compare")) {
      return read(call, archive).changed();
    }
    if (options.has("-x", "--extract", "--get")) {
      return extract(call, there, options, archive);
    }
    if (options.has("-c", "-r", "-u", "-A", "--create", "--append", "--update")) {
      return create(call, there, options, archive);
    }
    call.unknown("what it does is not told");
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static List<Text> split(Text options) {
    return options
        .known()
        .map(known -> java.util.Arrays.stream(known.trim().split("\\s+")).map(Text::of).toList())
        .orElse(List.of(options));
  }

  /** {@code tar cf archive}: letters whose arguments follow in order. */
  private static void oldStyle(List<Text> arguments) {
    Text letters = arguments.removeFirst();
    List<Text> options = new ArrayList<>();
    int next = 0;
    for (char letter : letters.raw().toCharArray()) {
      options.add(Text.of("-" + letter));
      OptionRole role = OPTIONS.get("-" + letter);
      if ((role == OptionRole.VALUE || role == OptionRole.READ || role == OptionRole.RUN)
          && next < arguments.size()) {
        options.add(arguments.remove(next));
      }
    }
    arguments.addAll(0, options);
  }

  private static boolean isRemote(Text archive) {
    int colon = archive.raw().indexOf(':');
    return colon > 0 && archive.raw().lastIndexOf('/', colon) < 0;
  }

  private static Flow read(Invocation call, Text archive) {
    if (isRemote(archive)) {
      Network.open(call.interpreter(), Network.host(archive), call.shown());
      return Flow.unknown(Set.of(Taint.NETWORK));
    }
    return archive.is("-") ? call.input() : call.files().read(archive, FileAccess.READ);
  }

  private static Flow extract(Invocation call, Invocation there, Options options, Text archive) {
    Flow data = read(call, archive);
    if (options.has("-O", "--to-stdout")) {
      return data.changed();
    }
    if (options.has("-P", "--absolute-names")) {
      call.unknown("it extracts to wherever the archive says");
    }
    if (options.has("--transform", "--xform")) {
      call.unknown("it changes the names that it extracts");
    }
    there.files().touch(FileAccess.WRITE, Text.of("./extracted"));
    call.unknown("what it writes is in the archive");
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow create(Invocation call, Invocation there, Options options, Text archive) {
    Flow data = Flow.NOTHING;
    for (Text operand : options.operands()) {
      data = data.plus(there.files().read(operand, FileAccess.READ_TREE));
    }
    if (options.has("-T", "--files-from")) {
      data = data.plus(Flow.unknown(Set.of(Taint.LOCAL)));
    }
    if (options.has("--remove-files")) {
      options.operands().forEach(operand -> there.files().touch(FileAccess.DELETE_TREE, operand));
    }
    Flow packed = data.changed().with(Set.of(Taint.LOCAL));
    if (isRemote(archive)) {
      Network.send(call.interpreter(), Network.host(archive), packed, call.shown());
      return Flow.NOTHING;
    }
    if (archive.is("-")) {
      return packed;
    }
    Sink sink = call.files().sink(archive, false, false);
    return call.interpreter().emit(packed, sink, call.state());
  }
}
