package dev.paddock.signing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Answers one client as an ssh-agent(1) that has one key and signs for git only. Everything else is
 * a failure, also what another agent would take: adding and removing keys, locking, extensions.
 */
record SshSigner(SshPublicKey key, OwnersSshAgent agent, SigningEvents events) {
  void serve(DataInputStream in, DataOutputStream out) throws IOException {
    for (Optional<SshAgentMessage> message = SshAgentMessage.read(in);
        message.isPresent();
        message = SshAgentMessage.read(in)) {
      answer(message.get()).write(out);
    }
  }

  SshAgentMessage answer(SshAgentMessage message) throws IOException {
    return switch (message.type()) {
      case SshAgentMessage.REQUEST_IDENTITIES -> identities();
      case SshAgentMessage.SIGN_REQUEST -> sign(message);
      default -> SshAgentMessage.failure();
    };
  }

  private SshAgentMessage identities() throws IOException {
    byte[] one =
        SshAgentMessage.strings(key.blob(), key.comment().getBytes(StandardCharsets.UTF_8));
    byte[] body = new byte[4 + one.length];
    body[3] = 1;
    System.arraycopy(one, 0, body, 4, one.length);
    return new SshAgentMessage(SshAgentMessage.IDENTITIES_ANSWER, body);
  }

  private SshAgentMessage sign(SshAgentMessage message) throws IOException {
    String objection;
    try {
      SshReader reader = new SshReader(message.body());
      byte[] blob = reader.bytes();
      byte[] data = reader.bytes();
      int _ = reader.number(); // which hash an RSA key uses
      reader.requireEnd();
      objection =
          Arrays.equals(blob, key.blob()) ? SshSignature.objection(data) : "It is for another key";
    } catch (IOException e) {
      objection = "It is malformed";
    }
    if (!objection.isEmpty()) {
      events.refused("A signature with the owner's ssh key was asked for. " + objection + ".");
      return SshAgentMessage.failure();
    }
    SshAgentMessage answer = agent.sign(message);
    if (answer.type() == SshAgentMessage.SIGN_RESPONSE) {
      events.signed(key.comment().isEmpty() ? key.type() : key.comment());
      return answer;
    }
    events.refused(
        "No agent has the key that user.signingKey names. Add it outside with ssh-add, then sign again.");
    return SshAgentMessage.failure();
  }
}
