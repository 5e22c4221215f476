package dev.paddock.signing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stands between one client and the owner's gpg-agent: passes on what {@link AssuanPolicy} lets,
 * line by line (libassuan, "Client requests"). Good for one conversation.
 */
final class GpgSigner {
  private static final int LONGEST = 1000;
  private static final String NO_SUCH_KEY = "ERR 67108881 No secret key <GPG Agent>";
  private static final String REFUSED = "ERR 67109115 Forbidden <Paddock>";

  private final AssuanPolicy policy;
  private final String key;
  private final SigningEvents events;

  GpgSigner(AssuanPolicy policy, String key, SigningEvents events) {
    this.policy = policy;
    this.key = key;
    this.events = events;
  }

  /**
   * Holds the conversation.
   *
   * @param agentIn what the owner's agent says, its greeting first
   */
  void serve(InputStream in, OutputStream out, InputStream agentIn, OutputStream agentOut)
      throws IOException {
    BufferedReader agent = reader(agentIn);
    BufferedReader client = reader(in);
    String _ = line(agent);
    say(out, "OK Pleased to meet you");
    for (String asked = line(client); asked != null; asked = line(client)) {
      switch (policy.fate(asked)) {
        case AGREE -> say(out, "OK");
        case END -> {
          say(out, "OK closing connection");
          return;
        }
        case REFUSE -> {
          events.refused(
              "gpg-agent was asked for "
                  + asked.split(" ", 2)[0].replaceAll("[^A-Z_]", "?")
                  + ", which signing with the owner's key does not need.");
          say(out, REFUSED);
        }
        case ABSENT -> say(out, NO_SUCH_KEY);
        case ASK -> {
          say(agentOut, policy.asked(asked));
          boolean done = answer(agent, agentOut, out);
          if (done && asked.startsWith("PKSIGN")) {
            events.signed(key);
          }
        }
      }
    }
  }

  /** Passes an answer on, up to its last line. */
  private static boolean answer(BufferedReader agent, OutputStream agentOut, OutputStream out)
      throws IOException {
    for (String told = line(agent); told != null; told = line(agent)) {
      if (told.startsWith("INQUIRE")) {
        say(agentOut, "END"); // that a pinentry was started, say; nobody inside needs to know
      } else {
        say(out, told);
        if (told.equals("OK") || told.startsWith("OK ") || told.startsWith("ERR ")) {
          return !told.startsWith("ERR ");
        }
      }
    }
    throw new IOException("The owner's gpg-agent has gone");
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
  }

  private static @Nullable String line(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (line.length() > LONGEST) {
        throw new IOException("A line is too long");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
