package dev.paddock.egress;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client says in the clear when it begins a TLS connection (RFC 8446, section 4.1.2).
 *
 * @param serverName the host that it wants to talk to, in the form of {@link Names}
 * @param alpn the protocols that it offers, in its order (RFC 7301)
 * @param encrypted whether another name may be hidden in it (RFC 9849, or an older draft of it).
 *     Browsers send a random one along, which nobody but the server can tell from a real one
 */
record ClientHello(Optional<String> serverName, List<String> alpn, boolean encrypted) {
  private static final int SERVER_NAME = 0;
  private static final int ALPN = 16;
  private static final int FIRST_ECH_DRAFT = 0xFE08;
  private static final int ECH = 0xFE0D;
  private static final int OUTER_EXTENSIONS = 0xFD00;
  private static final int ESNI = 0xFFCE;

  /** Keeps a list that nobody changes. */
  ClientHello {
    alpn = List.copyOf(alpn);
  }

  /**
   * Reads a handshake message with its header.
   *
   * <p>Strict, because what is read here must be what the server reads: every length has to fit, no
   * extension may come twice, and there may be no second name.
   */
  static ClientHello parse(byte[] message) throws MalformedHelloException {
    if (message.length < 4 || message[0] != 1) {
      throw new MalformedHelloException("it does not begin with a ClientHello");
    }
    if (message.length != HandshakeReader.length(message)) {
      throw new MalformedHelloException("something else is in the ClientHello's record");
    }
    try {
      return body(ByteBuffer.wrap(message, 4, message.length - 4));
    } catch (BufferUnderflowException e) {
      throw new MalformedHelloException("its ClientHello ends too early");
    }
  }

  private static ClientHello body(ByteBuffer in) throws MalformedHelloException {
    require(in.get() == 3, "its ClientHello is of no known version of TLS");
    skip(in, 1 + 32);
    int session = in.get() & 0xFF;
    require(session <= 32, "its session id is too long");
    skip(in, session);
    int suites = in.getShort() & 0xFFFF;
    require(suites >= 2 && suites % 2 == 0, "its cipher suites have a wrong length");
    skip(in, suites);
    int compressions = in.get() & 0xFF;
    require(compressions >= 1, "it names no compression method");
    skip(in, compressions);
    if (!in.hasRemaining()) {
      return new ClientHello(Optional.empty(), List.of(), false);
    }
    ByteBuffer extensions = vector(in, in.getShort() & 0xFFFF);
    require(!in.hasRemaining(), "something follows its extensions");
    Set<Integer> types = new HashSet<>();
    Optional<String> name = Optional.empty();
    List<String> alpn = List.of();
    boolean encrypted = false;
    while (extensions.hasRemaining()) {
      int type = extensions.getShort() & 0xFFFF;
      ByteBuffer content = vector(extensions, extensions.getShort() & 0xFFFF);
      require(types.add(type), "an extension comes twice");
      if (type == SERVER_NAME) {
        name = Optional.of(serverName(content));
      } else if (type == ALPN) {
        alpn = protocols(content);
      } else if (isEncrypting(type)) {
        encrypted = true;
      }
    }
    return new ClientHello(name, alpn, encrypted);
  }

  // RFC 6066, section 3.
  private static String serverName(ByteBuffer content) throws MalformedHelloException {
    require((content.getShort() & 0xFFFF) == content.remaining(), "its server names end too early");
    require(content.get() == 0, "its server name is no host name");
    ByteBuffer name = vector(content, content.getShort() & 0xFFFF);
    require(!content.hasRemaining(), "it has more than one server name");
    return Names.canonical(StandardCharsets.ISO_8859_1.decode(name).toString())
        .orElseThrow(() -> new MalformedHelloException("its server name is no host name"));
  }

  private static List<String> protocols(ByteBuffer content) throws MalformedHelloException {
    require((content.getShort() & 0xFFFF) == content.remaining(), "its protocols end too early");
    List<String> protocols = new ArrayList<>();
    while (content.hasRemaining()) {
      ByteBuffer protocol = vector(content, content.get() & 0xFF);
      require(protocol.hasRemaining(), "one of its protocols has no name");
      protocols.add(StandardCharsets.ISO_8859_1.decode(protocol).toString());
    }
    require(!protocols.isEmpty(), "its list of protocols is empty");
    return protocols;
  }

  private static boolean isEncrypting(int type) {
    return (type >= FIRST_ECH_DRAFT && type <= ECH) || type == OUTER_EXTENSIONS || type == ESNI;
  }

  private static ByteBuffer vector(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer vector = in.slice(in.position(), length);
    in.position(in.position() + length);
    return vector;
  }

  private static void skip(ByteBuffer in, int length) {
    vector(in, length);
  }

  private static void require(boolean holds, String otherwise) throws MalformedHelloException {
    if (!holds) {
      throw new MalformedHelloException(otherwise);
    }
  }
}
