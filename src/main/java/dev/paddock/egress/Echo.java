package dev.paddock.egress;

import dev.paddock.credentials.Credential;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a key that went out with one request from coming back with its answer. To be used by one
 * thread, for one answer.
 *
 * <p>Found are the key itself and the credentials of Basic that hold it, byte for byte. A server
 * that shows the key in another form (reversed, escaped, in pieces of separate answers) shows it.
 */
final class Echo {
  private final Credential credential;
  private final List<String> secrets;
  private final List<KeyScrubber> scrubbers;

  Echo(Credential credential, List<String> secrets) {
    this.credential = credential;
    this.secrets = List.copyOf(secrets);
    this.scrubbers =
        secrets.stream().map(secret -> new KeyScrubber(secret, credential.placeholder())).toList();
  }

  Credential credential() {
    return credential;
  }

  /** Returns a header without the key; empty if the key is in its name. */
  Optional<HeaderField> scrub(HeaderField field) {
    return secrets.stream().anyMatch(field.name()::contains)
        ? Optional.empty()
        : Optional.of(new HeaderField(field.name(), scrub(field.value())));
  }

  /** Returns a header's value without the key. */
  String scrub(String value) {
    String clean = value;
    for (String secret : secrets) {
      clean = clean.replace(secret, credential.placeholder());
    }
    return clean;
  }

  /** Returns a piece of the body without the key; takes the piece over. */
  ByteBuf scrub(ByteBuf piece, boolean last, ByteBufAllocator allocator) {
    ByteBuf clean = piece;
    for (KeyScrubber scrubber : scrubbers) {
      clean = scrubber.scrub(clean, last, allocator);
    }
    return clean;
  }
}
