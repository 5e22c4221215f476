package dev.paddock.classifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The texts that a model is given, without the last instruction.
 *
 * @param system the same for a whole session
 * @param parts in their order; each but the last begins with what an earlier prompt had, so that
 *     the provider can serve it from its cache
 */
record Prompt(String system, List<String> parts) {
  /** Lines of a transcript in one part: a part that is full stays as it is. */
  private static final int LINES = 24;

  Prompt {
    parts = List.copyOf(parts);
  }

  /** Shows a submission. */
  static Prompt of(Submission submission) {
    List<String> parts = new ArrayList<>();
    List<Line> lines = submission.transcript();
    for (int i = 0; i < lines.size(); i += LINES) {
      parts.add(joined(lines.subList(i, Math.min(i + LINES, lines.size()))));
    }
    parts.add(submission.subject().text());
    return new Prompt(system(submission.rules()), parts);
  }

  private static String system(List<RuleText> rules) {
    return Resource.text("system.md") + "\n" + rulesText(rules);
  }

  static String rulesText(List<RuleText> rules) {
    return joined(rules.stream().map(RuleText::line).toList());
  }

  static String joined(List<Line> lines) {
    return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  /** How many characters it has, with an instruction. */
  long length(String instruction) {
    return system.length() + parts.stream().mapToLong(String::length).sum() + instruction.length();
  }

  /** A text's own name: two prompts with the same one are the same. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(system.getBytes(StandardCharsets.UTF_8));
      for (String part : parts) {
        digest.update((byte) 0);
        digest.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
