package dev.paddock.relay;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The key by which the relay shows a session's ssh clients that it is the host they mean. Made anew
 * for each session, kept in memory only; inside, it is in the system's list of known hosts.
 */
public final class SshHostKey {
  /** The JDK is quicker with this curve than with P-256, the first time. */
  private static final String CURVE = "secp384r1";

  private static final String CURVE_NAME = "nistp384";
  private static final int COORDINATE = 48;

  private final KeyPair pair;

  private SshHostKey(KeyPair pair) {
    this.pair = pair;
  }

  /** Makes one. */
  public static SshHostKey make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      return new SshHostKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no " + CURVE, e);
    }
  }

  /**
   * Returns the line of a known_hosts file (sshd(8)).
   *
   * @param hosts names; with a port other than 22 as {@code [NAME]:PORT}
   */
  public String knownHosts(Collection<String> hosts) {
    return hosts.stream().collect(Collectors.joining(",")) + " " + publicKey() + "\n";
  }

  KeyPair pair() {
    return pair;
  }

  /** Its form is RFC 5656, 3.1. */
  private String publicKey() {
    String type = "ecdsa-sha2-" + CURVE_NAME;
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    ByteArrayOutputStream point = new ByteArrayOutputStream();
    point.write(4); // not compressed
    point.writeBytes(coordinate(key.getW().getAffineX()));
    point.writeBytes(coordinate(key.getW().getAffineY()));
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(blob)) {
      for (byte[] part :
          new byte[][] {
            type.getBytes(StandardCharsets.US_ASCII),
            CURVE_NAME.getBytes(StandardCharsets.US_ASCII),
            point.toByteArray()
          }) {
        out.writeInt(part.length);
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return type + " " + Base64.getEncoder().encodeToString(blob.toByteArray());
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    byte[] low = Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    System.arraycopy(low, 0, fixed, COORDINATE - length, length);
    return fixed;
  }
}
