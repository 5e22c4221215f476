package dev.paddock.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * A session's name: when it began, in UTC, and six random hexadecimal digits, so that names sort by
 * time and people can tell them apart. It names folders; nothing secret hangs on it, so the
 * kernel's generator is read as it is (random(4)), which spares the start of the JDK's security
 * providers.
 */
final class SessionId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private SessionId() {}

  static String fresh(Instant now) throws IOException {
    byte[] random = new byte[3];
    try (InputStream in = Files.newInputStream(Path.of("/dev/urandom"))) {
      if (in.readNBytes(random, 0, random.length) != random.length) {
        throw new IOException("/dev/urandom gives no bytes");
      }
    }
    return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
  }
}
