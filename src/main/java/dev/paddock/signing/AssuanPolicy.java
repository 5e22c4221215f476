package dev.paddock.signing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which commands of gpg-agent's a session may give (GnuPG, gpg-agent(1), "Agent's Assuan
 * Protocol"): those that signing with one key needs. Pure.
 *
 * @param grips the keygrips of that key
 */
record AssuanPolicy(Set<String> grips) {
  /** SHA-256, 384, 512 as OpenPGP numbers them (RFC 9580, 9.5); weaker ones could be forged. */
  private static final Pattern HASH =
      Pattern.compile("(8 [0-9A-Fa-f]{64}|9 [0-9A-Fa-f]{96}|10 [0-9A-Fa-f]{128})");

  private static final Pattern GRIPS = Pattern.compile(" +");
  private static final List<String> FINE = List.of("RESET", "NOP");

  /** What becomes of a command. */
  enum Fate {
    /** The owner's agent answers. */
    ASK,
    /** It is answered as done; the owner's agent does not learn of it. */
    AGREE,
    /** It is about other keys, which nobody has. */
    ABSENT,
    /** It ends the conversation. */
    END,
    /** It is refused. */
    REFUSE
  }

  /** Decides on a line. */
  Fate fate(String line) {
    int blank = line.indexOf(' ');
    String command = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    String arguments = blank < 0 ? "" : line.substring(blank + 1).strip();
    if (line.chars().anyMatch(c -> c < ' ' || c > '~')) {
      return Fate.REFUSE;
    }
    if (FINE.contains(command)) {
      return Fate.ASK;
    }
    return switch (command) {
      // Terminals and displays are the session's: the owner's agent keeps its own.
      case "OPTION", "SETKEYDESC" -> Fate.AGREE;
      case "BYE" -> Fate.END;
      case "GETINFO" -> arguments.equals("version") ? Fate.ASK : Fate.REFUSE;
      case "HAVEKEY", "KEYINFO" ->
          !isGrips(arguments) ? Fate.REFUSE : own(arguments).isEmpty() ? Fate.ABSENT : Fate.ASK;
      case "READKEY", "SIGKEY" -> grips.contains(arguments) ? Fate.ASK : Fate.REFUSE;
      case "SETHASH" -> HASH.matcher(arguments).matches() ? Fate.ASK : Fate.REFUSE;
      case "PKSIGN" -> arguments.isEmpty() ? Fate.ASK : Fate.REFUSE;
      default -> Fate.REFUSE;
    };
  }

  /**
   * Returns a command that is to be asked, without the keys that are not this one's: gpg asks for
   * all parts of a key at once.
   */
  String asked(String line) {
    int blank = line.indexOf(' ');
    return blank > 0 && isGrips(line.substring(blank + 1).strip())
        ? line.substring(0, blank) + " " + String.join(" ", own(line.substring(blank + 1).strip()))
        : line;
  }

  private List<String> own(String arguments) {
    return GRIPS.splitAsStream(arguments).filter(grips::contains).toList();
  }

  private static boolean isGrips(String arguments) {
    return arguments.matches("[0-9A-F]{40}( +[0-9A-F]{40}){0,19}");
  }
}
