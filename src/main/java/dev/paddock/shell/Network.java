package dev.paddock.shell;

import dev.paddock.action.Effect;
import dev.paddock.action.Traffic;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Connections, as effects. */
final class Network {
  private Network() {}

  /** Data goes to a host. */
  static void send(Interpreter interpreter, String host, Flow data, String what) {
    boolean local = data.taints().contains(Taint.LOCAL) || data.taints().contains(Taint.SECRET);
    interpreter.add(
        new Effect.Connects(local ? Traffic.SEND_LOCAL_DATA : Traffic.SEND, host, what));
  }

  /** A connection of which it is not known what goes through it. */
  static void open(Interpreter interpreter, String host, String what) {
    interpreter.add(new Effect.Connects(Traffic.OPEN, host, what));
  }

  /** The host of an address, as far as it is known; empty if it is not. */
  static String host(Text address) {
    String text = address.raw();
    int scheme = text.indexOf("://");
    String rest = scheme < 0 ? text : text.substring(scheme + 3);
    int end = rest.length();
    for (int i = 0; i < rest.length(); i++) {
      if ("/?#".indexOf(rest.charAt(i)) >= 0) {
        end = i;
        break;
      }
    }
    String authority = rest.substring(0, end);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.startsWith("[") ? host.indexOf("]:") + 1 : host.lastIndexOf(':');
    String name = colon > 0 ? host.substring(0, colon) : host;
    return Text.of(name).isKnown() ? name.toLowerCase(Locale.ROOT) : "";
  }

  static boolean isLocal(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.equals("0.0.0.0")
        || host.matches("127(?:\\.\\d{1,3}){3}")
        || host.endsWith(".localhost");
  }

  /** What a page or an answer is. */
  static Flow answer(Optional<String> text) {
    return new Flow(text, Set.of(Taint.NETWORK), null, false);
  }

  /** Something is fetched from an address. */
  static void fetch(Invocation call, Text url) {
    call.add(new Effect.Connects(Traffic.FETCH, Network.host(url), call.shown()));
  }

  /** Whether a text that goes out holds something of the machine's. */
  static boolean tells(Text text) {
    return text.taints().contains(Taint.LOCAL)
        || text.taints().contains(Taint.SECRET)
        || text.maySplit()
        || (!text.isKnown() && !text.isPattern() && !text.taints().equals(Set.of(Taint.UNSET)));
  }
}
