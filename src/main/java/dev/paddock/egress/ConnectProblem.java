package dev.paddock.egress;

import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says for people why a connection could not be made. */
final class ConnectProblem {
  /** Netty's words: {@code finishConnect(..) failed with error(-111): Connection refused: …}. */
  private static final Pattern ERROR = Pattern.compile("error\\(-?\\d+\\): ([^:]+)");

  private ConnectProblem() {}

  static String text(InetSocketAddress address, Throwable cause) {
    return "can't connect to "
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
    String message = String.valueOf(cause.getMessage());
    Matcher error = ERROR.matcher(message);
    return error.find() ? error.group(1) : message;
  }
}
