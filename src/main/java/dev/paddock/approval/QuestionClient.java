package dev.paddock.approval;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads and answers the questions of one session, from another process. Each call is a connection;
 * a session that does not reply in time is an error. Thread-safe.
 */
public final class QuestionClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path socket;

  /**
   * Uses a session's socket.
   *
   * @param socket as {@link QuestionServer#start} was given it
   */
  public QuestionClient(Path socket) {
    this.socket = socket;
  }

  /**
   * Answers a question that was shown.
   *
   * @throws AnswerException if it does not count
   */
  public void answer(ShownQuestion question, Answer answer) throws IOException, AnswerException {
    Wire.Request request = new Wire.Request.Give(question.id(), question.fingerprint(), answer);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        var _ = Deadline.of(channel, PATIENCE)) {
      JsonNode reply = Json.object(sent(channel, request).next());
      var refusal = Wire.refusal(reply);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      if (!Json.truth(reply, "answered")) {
        throw new MalformedException("the answer was not taken");
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Returns what waits, and what was denied lately. */
  public QuestionList list() throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        var _ = Deadline.of(channel, PATIENCE)) {
      Lines lines = sent(channel, new Wire.Request.Show());
      JsonNode head = Json.object(lines.next());
      var refusal = Wire.refusal(head);
      if (refusal.isPresent()) {
        throw new IOException(refusal.get().getMessage());
      }
      return new QuestionList(
          questions(lines, Wire.count(head, "waiting")),
          questions(lines, Wire.count(head, "denied")));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static List<ShownQuestion> questions(Lines lines, int count) throws IOException {
    List<ShownQuestion> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      questions.add(Wire.question(lines.next()));
    }
    return questions;
  }

  private Lines sent(SocketChannel channel, Wire.Request request) throws IOException {
    try (SocketAddress address = SocketAddress.of(socket)) {
      channel.connect(address.toBindOrConnect());
    }
    ByteBuffer bytes =
        ByteBuffer.wrap((Wire.write(request) + "\n").getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    return new Lines(Channels.newInputStream(channel), Wire.LONGEST_REPLY);
  }

  private IOException failed(IOException cause) {
    return new IOException(
        "The session at "
            + socket
            + " can't be asked ("
            + cause.getMessage()
            + "). It may just have ended; look again: paddock ask",
        cause);
  }
}
