package dev.paddock.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Keeps a session's verdicts in a file that only its owner can read, one line each. Thread-safe.
 * What finds the disk or the file full is counted, not kept: a record is no condition of anything.
 */
public final class JudgementFile implements JudgementRecords, AutoCloseable {
  private static final long LARGEST = 64L * 1024 * 1024;

  /** No channel: an interrupt, which ends a question whose time is over, would close it for all. */
  private final RandomAccessFile file;

  private final long largest;
  private final Set<String> rulesWritten = new HashSet<>();
  private long size;
  private long lost;

  private JudgementFile(RandomAccessFile file, long largest) {
    this.file = file;
    this.largest = largest;
  }

  /**
   * Begins a file.
   *
   * @throws IOException if there is one already, or none can be made
   */
  public static JudgementFile open(Path file) throws IOException {
    return open(file, LARGEST);
  }

  static JudgementFile open(Path file, long largest) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new JudgementFile(new RandomAccessFile(file.toFile(), "rw"), largest);
  }

  @Override
  public synchronized void keep(JudgementRecord record) {
    List<RuleText> rules = record.submission().rules();
    String digest = new Prompt(Prompt.rulesText(rules), List.of()).digest();
    if (!rulesWritten.contains(digest)) {
      if (!append(RecordJson.writeRules(digest, rules))) {
        lost++;
        return;
      }
      rulesWritten.add(digest);
    }
    if (!append(RecordJson.write(record, digest))) {
      lost++;
    }
  }

  /** Returns how many verdicts were not kept. */
  public synchronized long lost() {
    return lost;
  }

  /** A line is there as a whole or not at all. */
  private boolean append(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (size + bytes.length > largest) {
      return false;
    }
    try {
      file.seek(size);
      file.write(bytes);
      size += bytes.length;
      return true;
    } catch (IOException e) {
      return false; // the next line is written over what is there of this one
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try (file) {
      file.setLength(Math.min(size, file.length()));
    }
  }

  /**
   * Reads a file; lines that are none, or cut off, are passed over.
   *
   * @throws IOException if it can't be read
   */
  public static List<JudgementRecord> read(Path file) throws IOException {
    List<JudgementRecord> records = new ArrayList<>();
    Map<String, List<RuleText>> rules = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Json.read(line).flatMap(node -> read(node, rules)).ifPresent(records::add);
      }
    }
    return records;
  }

  private static Optional<JudgementRecord> read(JsonNode line, Map<String, List<RuleText>> rules) {
    try {
      Optional<String> name = RecordJson.rulesName(line);
      if (name.isPresent()) {
        rules.put(name.get(), RecordJson.readRules(line));
        return Optional.empty();
      }
      List<RuleText> known = rules.get(RecordJson.rulesOf(line));
      return known == null ? Optional.empty() : Optional.of(RecordJson.read(line, known));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
