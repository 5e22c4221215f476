package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopbackTest {
  /** Runs in a network namespace of its own and prints a line for each finding. */
  static final class InNamespace {
    private InNamespace() {}

    public static void main(String[] arguments) throws Exception {
      Loopback.up();
      Loopback.addLocal("198.18.0.0", 15);
      Loopback.addLocal("203.0.113.7", 32);
      for (String address : List.of("198.18.1.0", "198.19.255.254", "203.0.113.7")) {
        System.out.println(address + " " + connect(address));
      }
      System.out.println("203.0.113.8 " + (reaches("203.0.113.8") ? "reached" : "not reached"));
      System.out.println("198.20.0.1 " + (reaches("198.20.0.1") ? "reached" : "not reached"));
      System.out.println("again " + failure("198.18.0.0", 15));
      System.out.println("bits " + failure("198.18.0.1", 15));
    }

    private static String connect(String literal) throws Exception {
      InetAddress address = InetAddress.ofLiteral(literal);
      try (Descriptor listener = Sockets.listen(address, 443, 5);
          Socket client = new Socket()) {
        client.connect(new InetSocketAddress(address, 443), 5000);
        return client.getRemoteSocketAddress() + " " + listener.isReadable(5000);
      }
    }

    private static boolean reaches(String literal) {
      try (Socket client = new Socket()) {
        client.connect(new InetSocketAddress(InetAddress.ofLiteral(literal), 443), 5000);
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    private static int failure(String address, int prefix) {
      try {
        Loopback.addLocal(address, prefix);
        return 0;
      } catch (LinuxException e) {
        return e.errno();
      }
    }
  }

  @Test
  void aRouteMakesEveryAddressOfItsRangeLocalAndNoOther() throws Exception {
    ChildJvm jvm =
        ChildJvm.run(
            List.of("unshare", "--user", "--map-root-user", "--net", "--"), InNamespace.class);
    assertThat(jvm.output())
        .isEqualTo(
            """
            198.18.1.0 /198.18.1.0:443 true
            198.19.255.254 /198.19.255.254:443 true
            203.0.113.7 /203.0.113.7:443 true
            203.0.113.8 not reached
            198.20.0.1 not reached
            again 17
            bits 22
            """);
  }

  /**
   * Runs in the machine's own network, perhaps as root, so each of these ranges is one that the
   * kernel refuses too: it has bits beyond its prefix.
   */
  @Test
  void whatIsNoRangeOfIpv4AddressesIsRefused() {
    for (String address : List.of("::1", "example.com", "", "198.18.1")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Loopback.addLocal(address, 15));
    }
    for (int prefix : new int[] {-1, 0, 33}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Loopback.addLocal("198.18.0.0", prefix));
    }
  }
}
