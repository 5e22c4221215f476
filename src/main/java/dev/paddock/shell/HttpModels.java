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
import org.jspecify.annotations.Nullable;

/** Clients of HTTP: what they send, where they write the answer. */
final class HttpModels {
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

  private HttpModels() {}

  static void add(Map<String, CommandModel> models) {
    Catalogue.put(models, HttpModels::curl, "curl");
    Catalogue.put(models, HttpModels::wget, "wget");
    Catalogue.put(
        models,
        HttpModels::httpie,
        "http",
        "https",
        "xh",
        "httpie",
        "curlie",
        "lwp-request",
        "GET",
        "POST");
    Catalogue.put(models, HttpModels::download, "aria2c", "lwp-download", "axel", "yt-dlp");
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
            sent =
                value.isKnown() || !Network.tells(value)
                    ? sent
                    : merge(sent, Redirections.flow(value));
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
      if (Network.tells(url)) {
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

  private static Flow merge(@Nullable Flow first, Flow second) {
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
      Invocation call, List<Text> urls, @Nullable Flow sent, String method) {
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
        Network.fetch(call, url);
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
      sent = Network.tells(url) ? merge(sent, Redirections.flow(url)) : sent;
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
      Network.fetch(call, url);
    }
    return Network.answer(Optional.empty());
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
        Network.fetch(call, argument);
      }
    }
    call.unknown("where it writes to is not known");
    return Flow.unknown(Set.of(Taint.NETWORK));
  }
}
