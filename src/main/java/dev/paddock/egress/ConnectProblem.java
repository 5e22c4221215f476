package dev.paddock.egress;

import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says for people why a connection could not be made. */
final class ConnectProblem {
  /** Netty's words: {@code finishConnect(..) failed with error(-111): Connection refused: …}. */
  private static final Pattern ERROR = Pattern.compile("error\\(-?\\d+\\): ([^:]+)");

  private ConnectProblem() {}

  static String text(InetSocketAddress address, Throwable cause) {
    return "no connection to "
        + address.getAddress().getHostAddress()
        + " port "
        + address.getPort()
        + ": "
        + why(cause);
  }

  private static String why(Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return "no answer within 5 seconds";
    }
    if (cause instanceof NoRouteToHostException) {
      return "there is no route to it";
    }
    String message = String.valueOf(cause.getMessage());
    Matcher error = ERROR.matcher(message);
    return error.find() ? error.group(1) : message;
  }
}
