package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One repository upstream, for one service, as it is served to a session. Methods block; each may
 * be called at any time from any thread. Streams are the caller's to close.
 */
public interface ServedRepository {
  /**
   * Writes the body of the answer to {@code GET info/refs?service=…} (gitprotocol-http(5)), with
   * the line that names the service where the protocol's version has one.
   *
   * @param protocol what the client said in {@code Git-Protocol}, or an empty text
   * @throws RelayRefusal before anything was written
   */
  void advertise(String protocol, OutputStream out) throws IOException, RelayRefusal;

  /**
   * Answers one {@code POST} of the stateless protocol.
   *
   * @param in the request's body, decompressed
   * @throws RelayRefusal before anything was written; later ones are told in the protocol
   */
  void answer(String protocol, InputStream in, OutputStream out) throws IOException, RelayRefusal;

  /**
   * Holds a whole conversation, as over ssh(1) or git-daemon(1).
   *
   * @param err what the client shows as it is
   * @return the exit status of the service
   * @throws RelayRefusal before anything was written to {@code out}
   */
  int converse(String protocol, InputStream in, OutputStream out, OutputStream err)
      throws IOException, RelayRefusal;

  /** Returns the repository's large files (Git LFS). */
  LfsStore largeFiles();
}
