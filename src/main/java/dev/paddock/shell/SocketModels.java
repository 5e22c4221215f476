package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs that move bytes between sockets, files and programs, look names up, or hand data to a
 * person.
 */
final class SocketModels {
  private static final Pattern SOCAT_RUNS =
      Pattern.compile("(?i)^!?!?(?:exec|system|shell):['\"]?(.*)");

  private static final Pattern SOCAT_FILE =
      Pattern.compile("(?i)^(?:open|file|gopen|create|read):['\"]?([^,'\"]*).*");

  private static final Pattern SOCAT_HOST =
      Pattern.compile(
          "(?i)^(?:tcp|udp|ssl|openssl|sctp|dccp|vsock|socks|proxy|ip|unix)[a-z0-9]*(?:-connect|-listen|-l|-l4)?:(.*)");

  private SocketModels() {}

  static void add(Map<String, CommandModel> models) {
    Catalogue.put(
        models,
        SocketModels::netcat,
        "nc",
        "ncat",
        "netcat",
        "nc.openbsd",
        "nc.traditional",
        "telnet",
        "rlogin",
        "rsh",
        "cryptcat",
        "sbd");
    Catalogue.put(models, SocketModels::socat, "socat");
    Catalogue.put(
        models,
        SocketModels::mail,
        "mail",
        "mailx",
        "mutt",
        "sendmail",
        "swaks",
        "msmtp",
        "ssmtp",
        "alpine");
    Catalogue.put(
        models,
        SocketModels::lookup,
        "dig",
        "nslookup",
        "host",
        "drill",
        "getent",
        "whois",
        "traceroute",
        "mtr",
        "finger",
        "resolvectl");
    Catalogue.put(
        models,
        SocketModels::tunnel,
        "ngrok",
        "cloudflared",
        "localtunnel",
        "lt",
        "bore",
        "frpc",
        "chisel",
        "pagekite",
        "tailscale",
        "zrok");
    Catalogue.put(
        models,
        SocketModels::outlet,
        "pbcopy",
        "xclip",
        "xsel",
        "wl-copy",
        "lp",
        "lpr",
        "cancel",
        "wall",
        "write");
    Catalogue.put(models, SocketModels::openssl, "openssl");
  }

  private static Flow tunnel(Invocation call) {
    String first = call.arguments().isEmpty() ? "" : call.arguments().getFirst().raw();
    if (!first.matches("version|--version|--help|help|status")) {
      call.does(Deed.TUNNEL);
    }
    return Flow.unknown(Set.of(Taint.NETWORK));
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
      if (Network.tells(argument)) {
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
      case "s_server" -> {
        call.does(Deed.EXPOSE_SERVICE);
        yield Network.answer(Optional.empty());
      }
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
}
