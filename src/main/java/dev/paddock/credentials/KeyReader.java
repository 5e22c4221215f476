package dev.paddock.credentials;

import dev.paddock.credentials.CredentialSource.Command;
import dev.paddock.credentials.CredentialSource.KeyFile;
import dev.paddock.credentials.CredentialSource.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a key where its owner keeps it, each time anew. Thread-safe: it has no state.
 *
 * @see CredentialSource
 */
public final class KeyReader {
  static final int LARGEST = 16 * 1024;

  private final Map<String, String> environment;
  private final KeyCommand command;

  /**
   * Makes a reader.
   *
   * @param environment the supervisor's, which commands inherit
   * @param home where commands run, so that no settings of a project count for them
   * @param project a real path, in which no command may lie
   */
  public KeyReader(Map<String, String> environment, Path home, Path project) {
    this(environment, new KeyCommand(environment, home, project, KeyCommand.PATIENCE));
  }

  KeyReader(Map<String, String> environment, KeyCommand command) {
    this.environment = Map.copyOf(environment);
    this.command = command;
  }

  /**
   * Tells people what they should know of a credential before it is used.
   *
   * @return empty if there is nothing to say
   */
  public static Optional<String> note(Credential credential) {
    if (!(credential.source() instanceof KeyFile(Path path))) {
      return Optional.empty();
    }
    try {
      boolean open =
          Files.getPosixFilePermissions(path).stream()
              .anyMatch(
                  permission ->
                      permission == PosixFilePermission.OTHERS_READ
                          || permission == PosixFilePermission.GROUP_READ);
      return open
          ? Optional.of(
              subject(credential) + path + " can be read by others. Run: chmod go-rwx " + path)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(subject(credential) + path + " can't be looked at. Make it readable");
    }
  }

  /**
   * Returns the key.
   *
   * @throws CredentialException if it can't be had; the message holds nothing of it
   */
  String read(Credential credential) throws CredentialException {
    byte[] bytes =
        switch (credential.source()) {
          case Command(var words) -> command.run(subject(credential), words);
          case Variable(String name) -> variable(credential, name);
          case KeyFile(Path path) -> file(credential, path);
        };
    return checked(subject(credential), bytes);
  }

  static String subject(Credential credential) {
    return "Credential " + credential.name() + ": ";
  }

  private byte[] variable(Credential credential, String name) throws CredentialException {
    String value = environment.get(name);
    if (value == null) {
      throw new CredentialException(
          subject(credential)
              + name
              + " is not set. Set it in the shell that starts Paddock, or change where the key is"
              + " kept");
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] file(Credential credential, Path path) throws CredentialException {
    if (!Files.isRegularFile(path)) {
      throw new CredentialException(
          subject(credential) + path + " is no file. Put the key there, and nothing else");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new CredentialException(
          subject(credential)
              + path
              + " can't be read ("
              + e.getClass().getSimpleName()
              + "). Make it readable for yourself");
    }
  }

  private static String checked(String subject, byte[] bytes) throws CredentialException {
    if (bytes.length > LARGEST) {
      throw new CredentialException(
          subject + "what is there is larger than 16 KiB, and no key. Keep the key alone there");
    }
    String key = withoutLineEnd(decoded(subject, bytes));
    if (key.isEmpty()) {
      throw new CredentialException(subject + "what is there is empty. Put the key there");
    }
    if (key.codePoints().anyMatch(Character::isISOControl)) {
      throw new CredentialException(
          subject
              + "what is there has several lines or control characters. Keep the key alone there");
    }
    return key;
  }

  private static String decoded(String subject, byte[] bytes) throws CredentialException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CredentialException(subject + "what is there is no text. Keep the key as text");
    }
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
