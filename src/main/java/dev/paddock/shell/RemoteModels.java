package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.FileAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs that work on another machine by ssh or rsync. */
final class RemoteModels {
  private static final Map<String, OptionRole> SSH =
      Roles.of("flags -1246AaCfGgKkMNnqsTtVvXxYy", "value -BbcDEeFIiJLlmOopPQRSWw");

  private static final Pattern SSH_RUNS =
      Pattern.compile(
          "(?i)\\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand|ProxyUseFdpass|PKCS11Provider|SecurityKeyProvider)[\\s=]+(.*)");

  private static final Map<String, OptionRole> RSYNC =
      Roles.of(
          "flags -0468aAbcCdDEgHhIiJkKlLmnNoOpPqrRsStuUvWxXyz --archive --verbose --recursive --links --perms --times --group --owner --compress --dry-run --progress --partial --human-readable --stats --checksum --update --quiet --relative --itemize-changes --ignore-existing --numeric-ids --one-file-system --hard-links --sparse --inplace --append --whole-file --existing --list-only --no-perms --no-owner --no-group --force --delete-missing-args --ignore-errors --prune-empty-dirs",
          "flags --delete --delete-before --delete-during --delete-delay --delete-after --delete-excluded --del --remove-source-files",
          "value -BfMT --exclude --include --filter --bwlimit --timeout --port --max-delete --compare-dest --copy-dest --link-dest --backup-dir --suffix --chmod --chown --block-size --max-size --min-size --log-format --out-format --info --debug --partial-dir --temp-dir --contimeout --modify-window --password-file --log-file",
          "read --exclude-from --include-from --files-from",
          "run -e --rsh --rsync-path");

  private RemoteModels() {}

  static void add(Map<String, CommandModel> models) {
    Catalogue.put(models, RemoteModels::ssh, "ssh", "mosh", "autossh");
    Catalogue.put(
        models,
        RemoteModels::transfer,
        "scp",
        "sftp",
        "ftp",
        "lftp",
        "tftp",
        "sshfs",
        "ncftp",
        "ncftpput",
        "ssh-copy-id");
    Catalogue.put(models, RemoteModels::rsync, "rsync");
  }

  private static void sshOptions(Invocation call, Options options) {
    for (Options.Found option : options.found()) {
      Text value = option.value();
      if (option.name().equals("-o") && value != null) {
        Matcher runs = SSH_RUNS.matcher(value.raw());
        if (runs.matches()) {
          call.shell(value.with(runs.group(1)), List.of());
          call.unknown("its option runs a command");
        } else if (value
            .raw()
            .matches(
                "(?i)\\s*(?:StrictHostKeyChecking[\\s=]+(?:no|off|accept-new)|UserKnownHostsFile[\\s=]+/dev/null)\\s*")) {
          call.does(Deed.TLS_WEAKEN);
        } else if (value.raw().matches("(?i)\\s*PermitLocalCommand.*")) {
          call.unknown("its option runs a command");
        }
      } else if (option.name().matches("-[RDLw]")) {
        call.does(Deed.TUNNEL);
      } else if (option.name().matches("-[SFIP]") && value != null && !call.name().equals("ssh")) {
        call.unknown("its option " + option.name() + " may run a program");
      }
    }
  }

  private static Flow ssh(Invocation call) {
    Options options = Options.leading(call.arguments(), SSH);
    options.found().stream()
        .filter(option -> option.role().isEmpty())
        .forEach(option -> TableModel.option(call, option));
    sshOptions(call, options);
    List<Text> operands = options.operands();
    String host = operands.isEmpty() ? "" : Network.host(operands.getFirst());
    Flow input = call.input();
    boolean piped = !input.interactive() && !input.equals(Flow.NOTHING);
    if (piped) {
      Network.send(call.interpreter(), host, input, call.shown());
    } else {
      Network.open(call.interpreter(), host, call.shown());
    }
    if (operands.size() > 1) {
      call.does(Deed.REMOTE_COMMAND);
      SecretArguments.lookAll(call);
      State there = call.state().copy();
      call.shell(Words.joined(operands.subList(1, operands.size())), List.of(), there);
    }
    return Network.answer(Optional.empty());
  }

  private static Flow transfer(Invocation call) {
    Options options = Options.read(call.arguments(), SSH, false);
    sshOptions(call, options);
    boolean secret = SecretArguments.lookAll(call);
    boolean sends = false;
    boolean remote = false;
    List<Text> operands = options.operands();
    for (int i = 0; i < operands.size(); i++) {
      boolean there = operands.get(i).raw().matches("[^/]+:.*|scp://.*|sftp://.*|.*@.*");
      remote |= there;
      sends |= there && i == operands.size() - 1 && operands.size() > 1;
    }
    if (sends || secret) {
      Flow data = Flow.NOTHING;
      for (Text operand : operands.subList(0, Math.max(0, operands.size() - 1))) {
        data = data.plus(call.files().read(operand, FileAccess.READ_TREE));
      }
      Network.send(
          call.interpreter(),
          Network.host(operands.isEmpty() ? Text.EMPTY : operands.getLast()),
          data.with(Set.of(Taint.LOCAL)),
          call.shown());
    } else {
      Network.open(
          call.interpreter(),
          operands.isEmpty() ? "" : Network.host(operands.getFirst()),
          call.shown());
      if (remote && operands.size() > 1) {
        call.files().write(operands.getLast(), Flow.unknown(Set.of(Taint.NETWORK)), false);
      }
    }
    return Network.answer(Optional.empty());
  }

  private static Flow rsync(Invocation call) {
    Options options = Options.read(call.arguments(), RSYNC, false);
    options.found().forEach(option -> TableModel.option(call, option));
    boolean deletes =
        options.any(
            option ->
                option.name().startsWith("--del") || option.name().equals("--remove-source-files"));
    List<Text> operands = options.operands();
    boolean local = operands.stream().noneMatch(operand -> operand.raw().matches("[^/]*:.*"));
    if (deletes && !options.has("-n", "--dry-run")) {
      Deed deed = local ? Deed.GIT_DISCARD : Deed.REMOTE_DELETE;
      boolean inside = local && !operands.isEmpty() && isInside(call, operands.getLast());
      call.does(inside ? deed : Deed.REMOTE_DELETE);
    }
    if (operands.isEmpty()) {
      return Flow.NOTHING;
    }
    Text target = operands.getLast();
    List<Text> sources = operands.subList(0, operands.size() - 1);
    boolean there = target.raw().matches("[^/]*:.*");
    if (sources.stream().anyMatch(source -> source.raw().matches("[^/]*:.*"))) {
      Network.fetch(call, sources.getFirst());
      call.files().write(target, Flow.unknown(Set.of(Taint.NETWORK)), false);
      return Flow.NOTHING;
    }
    Flow data = Flow.NOTHING;
    for (Text source : sources) {
      data = data.plus(call.files().read(source, FileAccess.READ_TREE));
    }
    if (there) {
      Network.send(
          call.interpreter(), Network.host(target), data.with(Set.of(Taint.LOCAL)), call.shown());
    } else {
      call.files().write(target, data, false);
    }
    return Flow.NOTHING;
  }

  private static boolean isInside(Invocation call, Text target) {
    return call.places()
        .path(target)
        .filter(
            path ->
                path.startsWith(call.interpreter().world().surroundings().project())
                    && !path.equals(call.interpreter().world().surroundings().project()))
        .isPresent();
  }
}
