package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs that speak to other machines. */
final class NetworkModels {
  private static final Map<String, OptionRole> CURL =
      Roles.of(
          "flags -#0123456aBfgGiIjJlLMnNOpqRsSvZ --compressed --fail --fail-with-body --silent --show-error --location --head --include --verbose --remote-name --remote-header-name --get --no-buffer --globoff --http1.1 --http2 --http3 --ipv4 --ipv6 --progress-bar --no-progress-meter --parallel --remote-time --create-dirs --ssl-reqd --tlsv1.2 --tlsv1.3 --path-as-is --raw --junk-session-cookies --tcp-nodelay --disable --list-only --remote-name-all --no-keepalive --location-trusted --anyauth --basic --digest --retry-connrefused --retry-all-errors",
          "value -AbCdEeFHhmoQrtTuUwXxyYzcDKPV --user-agent --cookie --continue-at --data --data-ascii --data-binary --data-raw --data-urlencode --json --referer --form --form-string --header --max-time --connect-timeout --output --range --upload-file --user --oauth2-bearer --write-out --request --proxy --limit-rate --retry --retry-delay --retry-max-time --max-redirs --url --cacert --cert --key --cert-type --ciphers --resolve --interface --dump-header --cookie-jar --config --output-dir --trace --trace-ascii --unix-socket --max-filesize --connect-to --dns-servers --doh-url --noproxy --netrc-file --aws-sigv4 --stderr --url-query --etag-save --etag-compare --hsts --libcurl --proto --proto-default --proto-redir --rate --socks5 --socks5-hostname --socks4 --proxy-user --request-target",
          "unsafe --netrc --netrc-optional --next -k --insecure --proxy-insecure");
  private static final Map<String, OptionRole> WGET =
      Roles.of(
          "flags -bcdFhHkKLmNnpqrSvVxE46 --background --continue --debug --quiet --verbose --no-verbose --recursive --mirror --no-parent --no-clobber --no-host-directories --no-directories --convert-links --page-requisites --timestamping --server-response --spider --span-hosts --content-disposition --show-progress --no-check-certificate --https-only --inet4-only --adjust-extension --no-cache --no-cookies --force-directories --no-config",
          "value -aABDeglIiPOoQRtTUwXlr --output-document --output-file --append-output --directory-prefix --tries --timeout --wait --user-agent --header --post-data --post-file --body-data --body-file --method --input-file --accept --reject --level --user --password --domains --exclude-domains --cut-dirs --limit-rate --referer --progress --max-redirect --waitretry --quota --load-cookies --save-cookies --ca-certificate --certificate --private-key --execute --base",
          "run --use-askpass",
          "flags -nv -nc -nd -nH -np -nH");
  private static final Set<String> DATA =
      Set.of(
          "-d",
          "--data",
          "--data-ascii",
          "--data-binary",
          "--data-raw",
          "--data-urlencode",
          "--json",
          "-F",
          "--form",
          "--form-string",
          "--url-query");
  private static final Pattern FILE_PART =
      Pattern.compile("(?:[^=@]*=)?[@<]([^;,]+)(?:,.*)?(?:;.*)?");

  private NetworkModels() {}

  static void add(Map<String, CommandModel> models) {
    models.put("curl", NetworkModels::curl);
    models.put("wget", NetworkModels::wget);
    for (String name :
        List.of("http", "https", "xh", "httpie", "curlie", "lwp-request", "GET", "POST")) {
      models.put(name, NetworkModels::httpie);
    }
    for (String name :
        List.of(
            "nc",
            "ncat",
            "netcat",
            "nc.openbsd",
            "nc.traditional",
            "telnet",
            "rlogin",
            "rsh",
            "cryptcat",
            "sbd")) {
      models.put(name, NetworkModels::netcat);
    }
    models.put("socat", NetworkModels::socat);
    models.put("ssh", NetworkModels::ssh);
    models.put("mosh", NetworkModels::ssh);
    models.put("autossh", NetworkModels::ssh);
    for (String name :
        List.of(
            "scp", "sftp", "ftp", "lftp", "tftp", "sshfs", "ncftp", "ncftpput", "ssh-copy-id")) {
      models.put(name, NetworkModels::transfer);
    }
    models.put("rsync", NetworkModels::rsync);
    for (String name :
        List.of("mail", "mailx", "mutt", "sendmail", "swaks", "msmtp", "ssmtp", "alpine")) {
      models.put(name, NetworkModels::mail);
    }
    for (String name :
        List.of(
            "dig",
            "nslookup",
            "host",
            "drill",
            "getent",
            "whois",
            "traceroute",
            "mtr",
            "finger",
            "resolvectl")) {
      models.put(name, NetworkModels::lookup);
    }
    for (String name :
        List.of(
            "ngrok",
            "cloudflared",
            "localtunnel",
            "lt",
            "bore",
            "frpc",
            "chisel",
            "pagekite",
            "tailscale",
            "zrok")) {
      models.put(name, call -> deed(call, Deed.TUNNEL));
    }
    for (String name :
        List.of("pbcopy", "xclip", "xsel", "wl-copy", "lp", "lpr", "cancel", "wall", "write")) {
      models.put(name, NetworkModels::outlet);
    }
    models.put("openssl", NetworkModels::openssl);
    models.put("aria2c", NetworkModels::download);
    models.put("lwp-download", NetworkModels::download);
    models.put("axel", NetworkModels::download);
    models.put("yt-dlp", NetworkModels::download);
  }

  private static Flow deed(Invocation call, Deed deed) {
    boolean looks =
        call.arguments().stream()
            .anyMatch(word -> word.raw().matches("version|--version|--help|help|status"));
    if (!looks) {
      call.does(deed);
    }
    return Flow.unknown(Set.of(Taint.NETWORK));
  }

  private static void fetch(Invocation call, Text url) {
    call.add(new Effect.Connects(Traffic.FETCH, Network.host(url), call.shown()));
  }

  private static Flow curl(Invocation call) {
    Options options = Options.read(call.arguments(), CURL, false);
    List<Text> urls = new ArrayList<>(options.operands());
    Flow sent = null;
    String method = "";
    for (Options.Found option : options.found()) {
      if (option.value() == null && option.role().filter(OptionRole.VALUE::equals).isPresent()) {
        continue;
      }
      Text value = option.value() == null ? Text.EMPTY : option.value();
      if (DATA.contains(option.name())) {
        sent = merge(sent, data(call, option.name(), value));
        continue;
      }
      switch (option.name()) {
        case "-T", "--upload-file" -> sent = merge(sent, file(call, value));
        case "-H",
            "--header",
            "-b",
            "--cookie",
            "-u",
            "--user",
            "-A",
            "--user-agent",
            "-e",
            "--referer" ->
            sent = value.isKnown() || !tells(value) ? sent : merge(sent, Redirections.flow(value));
        case "-X", "--request" -> method = value.raw().toUpperCase(Locale.ROOT);
        case "--url" -> urls.add(value);
        case "-o",
            "--output",
            "-D",
            "--dump-header",
            "-c",
            "--cookie-jar",
            "--trace",
            "--trace-ascii",
            "--stderr",
            "--etag-save",
            "--hsts",
            "--libcurl" -> {}
        case "-K", "--config" -> {
          call.files().read(value, FileAccess.READ);
          call.unknown("its options are in a file");
        }
        case "-x",
            "--proxy",
            "--socks5",
            "--socks5-hostname",
            "--unix-socket",
            "--connect-to",
            "--resolve",
            "--doh-url" ->
            call.unknown("it connects by way of something else");
        case "-k", "--insecure" -> call.does(Deed.TLS_WEAKEN);
        default -> TableModel.option(call, option);
      }
    }
    for (Text url : urls) {
      if (tells(url)) {
        sent = merge(sent, Redirections.flow(url));
      }
      if (url.raw().contains("169.254.169.254")
          || url.raw().contains("metadata.google.internal")
          || url.raw().contains("100.100.100.200")) {
        call.does(Deed.CREDENTIAL_READ);
      }
    }
    connect(call, urls, sent, method);
    return output(call, options, urls);
  }

  /** Whether a text that goes out holds something of the machine's. */
  private static boolean tells(Text text) {
    return text.taints().contains(Taint.LOCAL)
        || text.taints().contains(Taint.SECRET)
        || text.maySplit()
        || (!text.isKnown() && !text.isPattern() && !text.taints().equals(Set.of(Taint.UNSET)));
  }

  private static Flow merge(@org.jspecify.annotations.Nullable Flow first, Flow second) {
    return first == null ? second : first.plus(second).changed();
  }

  private static Flow file(Invocation call, Text file) {
    return file.is("-") || file.is(".") ? call.input() : call.files().read(file, FileAccess.READ);
  }

  private static Flow data(Invocation call, String option, Text value) {
    if (option.equals("--data-raw") || option.equals("--form-string")) {
      return Redirections.flow(value);
    }
    Matcher part = FILE_PART.matcher(value.raw());
    if (!part.matches()) {
      return Redirections.flow(value);
    }
    Flow flow = Flow.NOTHING;
    for (String name : part.group(1).split(",", -1)) {
      flow = flow.plus(file(call, value.with(name)));
    }
    return flow;
  }

  private static void connect(
      Invocation call,
      List<Text> urls,
      @org.jspecify.annotations.Nullable Flow sent,
      String method) {
    boolean changes = !method.isEmpty() && !Set.of("GET", "HEAD", "OPTIONS").contains(method);
    for (Text url : urls.isEmpty() ? List.of(Text.EMPTY) : urls) {
      String host = Network.host(url);
      if (url.startsWith("gopher:")
          || url.startsWith("dict:")
          || url.startsWith("telnet:")
          || url.startsWith("smtp")) {
        call.add(new Effect.Connects(Traffic.SEND, host, call.shown()));
      } else if (url.startsWith("file:")) {
        call.files()
            .read(url.with(url.raw().substring(5).replaceFirst("^//", "")), FileAccess.READ);
      } else if (method.equals("DELETE")) {
        call.does(Network.isLocal(host) ? Deed.REMOTE_CHANGE : Deed.REMOTE_DELETE);
      } else if (sent != null) {
        Network.send(call.interpreter(), host, sent, call.shown());
      } else if (changes) {
        call.add(new Effect.Connects(Traffic.SEND, host, call.shown()));
      } else {
        fetch(call, url);
      }
    }
  }

  private static Flow output(Invocation call, Options options, List<Text> urls) {
    Flow answer = Network.answer(Optional.empty());
    Optional<Text> file = options.value("-o", "--output");
    for (String name :
        List.of(
            "-D",
            "--dump-header",
            "-c",
            "--cookie-jar",
            "--trace",
            "--trace-ascii",
            "--stderr",
            "--etag-save",
            "--hsts",
            "--libcurl")) {
      options.value(name).ifPresent(other -> call.files().write(other, answer, false));
    }
    if (file.isPresent()) {
      Sink sink = call.files().sink(file.get(), false, false);
      return call.interpreter().emit(answer, sink, call.state());
    }
    if (options.has("-O", "--remote-name", "--remote-name-all")) {
      for (Text url : urls) {
        String raw = url.raw().replaceFirst("[?#].*$", "");
        call.files().write(url.with(raw.substring(raw.lastIndexOf('/') + 1)), answer, false);
      }
      return Flow.NOTHING;
    }
    return answer;
  }

  private static Flow wget(Invocation call) {
    Options options = Options.read(call.arguments(), WGET, false);
    Flow sent = null;
    for (Options.Found option : options.found()) {
      Text value = option.value();
      switch (option.name()) {
        case "--post-file", "--body-file" ->
            sent = value == null ? Flow.NOTHING : file(call, home(call, value));
        case "--post-data", "--body-data" ->
            sent = value == null ? Flow.NOTHING : Redirections.flow(value);
        case "-i", "--input-file" -> {
          if (value != null) {
            call.files().read(value, FileAccess.READ);
          }
        }
        case "-e", "--execute" -> call.unknown("it is configured by its arguments");
        case "--no-check-certificate" -> call.does(Deed.TLS_WEAKEN);
        case "--method" ->
            sent =
                sent == null && value != null && !value.raw().matches("(?i)GET|HEAD")
                    ? Flow.NOTHING
                    : sent;
        default -> TableModel.option(call, option);
      }
    }
    for (Text url : options.operands()) {
      sent = tells(url) ? merge(sent, Redirections.flow(url)) : sent;
    }
    connect(call, options.operands(), sent, "");
    Flow answer = Network.answer(Optional.empty());
    Optional<Text> file = options.value("-O", "--output-document");
    options
        .value("-o", "--output-file", "-a", "--append-output")
        .ifPresent(log -> call.files().write(log, Flow.unknown(Set.of()), false));
    if (file.isPresent()) {
      Sink sink = call.files().sink(file.get(), false, false);
      return call.interpreter().emit(answer, sink, call.state());
    }
    if (options.has("--spider")) {
      return Flow.NOTHING;
    }
    for (Text url : options.operands()) {
      String raw = url.raw().replaceFirst("[?#].*$", "");
      String name = raw.substring(raw.lastIndexOf('/') + 1);
      Optional<Text> folder = options.value("-P", "--directory-prefix");
      Text target = url.with(name.isEmpty() || raw.endsWith("//" + name) ? "index.html" : name);
      call.files()
          .write(folder.map(f -> f.plus(Text.of("/")).plus(target)).orElse(target), answer, false);
    }
    return Flow.NOTHING;
  }

  private static Text home(Invocation call, Text file) {
    return file.startsWith("~/")
        ? file.with(call.interpreter().world().surroundings().home() + file.raw().substring(1))
        : file;
  }

  private static Flow httpie(Invocation call) {
    SecretArguments.lookAll(call);
    boolean sends = !call.input().interactive() && !call.input().equals(Flow.NOTHING);
    Text url = Text.EMPTY;
    for (Text argument : call.arguments()) {
      if (argument.raw().matches("(?i)POST|PUT|PATCH")) {
        sends = true;
      } else if (argument.raw().matches("(?i)DELETE")) {
        call.does(Deed.REMOTE_DELETE);
      } else if (argument.raw().matches("[^-].*[:=@]=?.*") && !url.raw().isEmpty()) {
        sends = true;
      } else if (!argument.startsWith("-")
          && url.raw().isEmpty()
          && !argument.raw().matches("(?i)GET|HEAD")) {
        url = argument;
      }
    }
    if (sends) {
      Network.send(call.interpreter(), Network.host(url), call.input(), call.shown());
    } else {
      fetch(call, url);
    }
    return Network.answer(Optional.empty());
  }

  private static Flow netcat(Invocation call) {
    SecretArguments.lookAll(call);
    boolean listens = false;
    boolean runs = false;
    String host = "";
    for (int i = 0; i < call.arguments().size(); i++) {
      String raw = call.arguments().get(i).raw();
      listens |= raw.matches("-[a-zA-Z]*l[a-zA-Z]*\\d*|--listen");
      runs |= raw.matches("-[a-zA-Z]*[ec]|--exec.*|--sh-exec.*|--lua-exec.*|--ssl-exec");
      if (!raw.startsWith("-")
          && host.isEmpty()
          && (i == 0
              || !call.arguments()
                  .get(i - 1)
                  .raw()
                  .matches("-[ecgGiIoOpPsTwWxX]+|--exec|--sh-exec"))) {
        host = Network.host(call.arguments().get(i));
      }
    }
    if (runs) {
      call.does(Deed.TUNNEL);
    }
    Flow input = call.input();
    boolean piped = !input.interactive() && !input.equals(Flow.NOTHING);
    if (piped) {
      Network.send(call.interpreter(), host, input, call.shown());
    } else {
      call.add(new Effect.Connects(listens ? Traffic.LISTEN : Traffic.OPEN, host, call.shown()));
    }
    return Network.answer(Optional.empty());
  }

  private static final Pattern SOCAT_RUNS =
      Pattern.compile("(?i)^!?!?(?:exec|system|shell):['\"]?(.*)");
  private static final Pattern SOCAT_FILE =
      Pattern.compile("(?i)^(?:open|file|gopen|create|read):['\"]?([^,'\"]*).*");
  private static final Pattern SOCAT_HOST =
      Pattern.compile(
          "(?i)^(?:tcp|udp|ssl|openssl|sctp|dccp|vsock|socks|proxy|ip|unix)[a-z0-9]*(?:-connect|-listen|-l|-l4)?:(.*)");

  private static Flow socat(Invocation call) {
    boolean network = false;
    boolean runs = false;
    Flow data = call.input().interactive() ? Flow.NOTHING : call.input();
    for (Text argument : call.arguments()) {
      String raw = argument.raw();
      Matcher command = SOCAT_RUNS.matcher(raw);
      Matcher file = SOCAT_FILE.matcher(raw);
      if (command.matches()) {
        runs = true;
        String code = command.group(1).replaceFirst("['\"]?(?:,[a-z].*)?$", "");
        data =
            data.plus(call.interpreter().text(code, call.state().copy())).with(Set.of(Taint.LOCAL));
      } else if (file.matches()) {
        SecretArguments.look(call, argument.with(file.group(1)));
        data = Flow.unknown(Set.of(Taint.LOCAL));
      } else if (raw.matches("(?i)FD:\\d{1,4}")
          && call.state().outputs().get(Integer.parseInt(raw.substring(3)))
              instanceof Sink.ToHost) {
        network = true;
      } else if (SOCAT_HOST.matcher(raw).matches()) {
        network = true;
      }
    }
    if (network && runs) {
      call.does(Deed.TUNNEL);
    }
    if (network) {
      if (data.equals(Flow.NOTHING)) {
        Network.open(call.interpreter(), "", call.shown());
      } else {
        Network.send(call.interpreter(), "", data, call.shown());
      }
    } else if (runs) {
      call.unknown("it runs a command");
    }
    return Network.answer(Optional.empty());
  }

  private static final Map<String, OptionRole> SSH =
      Roles.of("flags -1246AaCfGgKkMNnqsTtVvXxYy", "value -BbcDEeFIiJLlmOopPQRSWw");
  private static final Pattern SSH_RUNS =
      Pattern.compile(
          "(?i)\\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand|ProxyUseFdpass|PKCS11Provider|SecurityKeyProvider)[\\s=]+(.*)");

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

  private static final Map<String, OptionRole> RSYNC =
      Roles.of(
          "flags -0468aAbcCdDEgHhIiJkKlLmnNoOpPqrRsStuUvWxXyz --archive --verbose --recursive --links --perms --times --group --owner --compress --dry-run --progress --partial --human-readable --stats --checksum --update --quiet --relative --itemize-changes --ignore-existing --numeric-ids --one-file-system --hard-links --sparse --inplace --append --whole-file --existing --list-only --no-perms --no-owner --no-group --force --delete-missing-args --ignore-errors --prune-empty-dirs",
          "flags --delete --delete-before --delete-during --delete-delay --delete-after --delete-excluded --del --remove-source-files",
          "value -BfMT --exclude --include --filter --bwlimit --timeout --port --max-delete --compare-dest --copy-dest --link-dest --backup-dir --suffix --chmod --chown --block-size --max-size --min-size --log-format --out-format --info --debug --partial-dir --temp-dir --contimeout --modify-window --password-file --log-file",
          "read --exclude-from --include-from --files-from",
          "run -e --rsh --rsync-path");

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
      fetch(call, sources.getFirst());
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

  private static Flow mail(Invocation call) {
    SecretArguments.lookAll(call);
    Network.send(
        call.interpreter(),
        "",
        call.input().interactive() ? Flow.NOTHING : call.input(),
        call.shown());
    for (Text argument : call.arguments()) {
      if (argument.raw().startsWith("--exec")) {
        call.unknown("it runs a command");
      }
    }
    return Flow.NOTHING;
  }

  private static Flow lookup(Invocation call) {
    SecretArguments.lookAll(call);
    for (Text argument : call.arguments()) {
      if (tells(argument)) {
        Network.send(
            call.interpreter(),
            "",
            Redirections.flow(argument).with(Set.of(Taint.LOCAL)),
            call.shown());
        return Flow.unknown(Set.of(Taint.NETWORK));
      }
    }
    if (call.name().equals("getent")) {
      if (call.arguments().stream().anyMatch(word -> word.raw().matches("g?shadow"))) {
        call.does(Deed.CREDENTIAL_READ);
      }
      if (call.arguments().size() > 1
          && call.arguments().getFirst().raw().matches("a?hosts.*")
          && call.arguments().get(1).raw().indexOf('.') > 0) {
        call.add(new Effect.Connects(Traffic.FETCH, "", call.shown()));
      }
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    call.add(new Effect.Connects(Traffic.FETCH, "", call.shown()));
    return Flow.unknown(Set.of(Taint.NETWORK));
  }

  /** A clipboard or a printer: out of the session's reach. */
  private static Flow outlet(Invocation call) {
    SecretArguments.lookAll(call);
    Flow input = call.input();
    if (input.taints().contains(Taint.SECRET)
        || call.arguments().stream().anyMatch(word -> word.is("-h"))) {
      call.add(new Effect.Connects(Traffic.SEND_LOCAL_DATA, "", call.shown()));
    } else {
      call.unknown("what it gets leaves the session");
    }
    return Flow.NOTHING;
  }

  private static Flow openssl(Invocation call) {
    boolean secret = SecretArguments.lookAll(call);
    List<Text> arguments = call.arguments();
    String verb = arguments.isEmpty() ? "" : arguments.getFirst().raw();
    boolean decodes = arguments.stream().anyMatch(word -> word.is("-d"));
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).is("-out")) {
        call.files().write(arguments.get(i + 1), Flow.unknown(Set.of(Taint.LOCAL)), false);
      }
    }
    return switch (verb) {
      case "s_client" -> {
        Flow input = call.input();
        if (input.interactive() || input.equals(Flow.NOTHING)) {
          Network.open(call.interpreter(), "", call.shown());
        } else {
          Network.send(call.interpreter(), "", input, call.shown());
        }
        yield Network.answer(Optional.empty());
      }
      case "s_server" -> deed(call, Deed.EXPOSE_SERVICE);
      case "base64", "enc" -> {
        if (decodes) {
          Optional<String> text = call.input().text().flatMap(Decoding::base64);
          yield new Flow(text, call.input().with(Set.of(Taint.DECODED)).taints(), null, false);
        }
        yield call.input().changed();
      }
      case "dgst",
          "version",
          "x509",
          "verify",
          "rand",
          "md5",
          "sha256",
          "sha1",
          "asn1parse",
          "ciphers",
          "list",
          "help" -> {
        if (!secret && !verb.equals("version") && !verb.equals("rand")) {
          call.unknown("it reads files that may hold keys");
        }
        yield Flow.unknown(Set.of(Taint.LOCAL));
      }
      default -> {
        call.unknown("what it does is not known");
        yield Flow.unknown(Set.of(Taint.LOCAL));
      }
    };
  }

  private static Flow download(Invocation call) {
    SecretArguments.lookAll(call);
    for (int i = 0; i < call.arguments().size(); i++) {
      Text argument = call.arguments().get(i);
      if (argument.raw().matches("--exec|--on-.*|-x") || argument.raw().startsWith("--exec")) {
        call.unknown("it runs a command");
        if (i + 1 < call.arguments().size()) {
          call.shell(call.arguments().get(i + 1), List.of());
        }
      } else if (argument.raw().contains("://")) {
        fetch(call, argument);
      }
    }
    call.unknown("where it writes to is not known");
    return Flow.unknown(Set.of(Taint.NETWORK));
  }
}
