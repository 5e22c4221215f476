package dev.paddock.git;

import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.UntrustedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PackParser;

/**
 * Brings objects of a session's git folder into the repository outside. Each is read to its end,
 * hashed and checked there; what it is called inside counts for nothing. One that is malformed
 * stays behind, and with it whatever needs it.
 *
 * <p>Not thread-safe; remembers what it has taken.
 */
final class ObjectIntake {
  private static final Pattern FAN_OUT = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern REST = Pattern.compile("[0-9a-f]{38}");
  private static final Pattern PACK = Pattern.compile("pack-[0-9a-f]{40}\\.pack");
  private static final int LONGEST_HEADER = 64;
  private static final long LARGEST_BLOB = 4L << 30;
  private static final int LARGEST_OTHER = 128 << 20;

  private final Set<String> taken = new HashSet<>();
  private final ObjectChecker checker =
      new ObjectChecker().setAllowInvalidPersonIdent(true).setAllowLeadingZeroFileMode(true);

  /** Returns the checker, which knows the .gitmodules that it has seen. */
  ObjectChecker checker() {
    return checker;
  }

  /** Takes objects that have a file of their own, as new ones have. */
  void takeLoose(UntrustedFolder session, Repository host) throws IOException {
    try (ObjectInserter inserter = host.newObjectInserter();
        ObjectReader reader = host.newObjectReader()) {
      for (Entry folder : session.list("objects")) {
        if (FAN_OUT.matcher(folder.name()).matches()) {
          for (Entry file : session.list("objects/" + folder.name())) {
            String name = folder.name() + file.name();
            if (REST.matcher(file.name()).matches()
                && !taken.contains(name)
                && (reader.has(ObjectId.fromString(name))
                    || take(session, "objects/" + folder.name() + "/" + file.name(), inserter))) {
              taken.add(name);
            }
          }
        }
      }
      inserter.flush();
    }
  }

  /** Takes objects that were packed, by gc or fetch. */
  void takePacks(UntrustedFolder session, Repository host) throws IOException {
    for (Entry file : session.list("objects/pack")) {
      String path = "objects/pack/" + file.name();
      Optional<FileStatus> status = session.status(path);
      if (PACK.matcher(file.name()).matches()
          && status.isPresent()
          && !taken.contains(path + status.get().size())) {
        Optional<InputStream> in = session.open(path);
        if (in.isPresent()) {
          try (InputStream stream = in.get()) {
            parse(stream, host);
            taken.add(path + status.get().size());
          } catch (CorruptObjectException e) {
            // Whoever needs it is told that objects are missing.
          }
        }
      }
    }
  }

  private void parse(InputStream stream, Repository host) throws IOException {
    try (ObjectInserter inserter = host.newObjectInserter()) {
      PackParser parser = inserter.newPackParser(stream);
      parser.setObjectChecker(checker);
      parser.setMaxObjectSizeLimit(LARGEST_BLOB);
      PackLock lock = parser.parse(NullProgressMonitor.INSTANCE);
      if (lock != null) {
        lock.unlock();
      }
      inserter.flush();
    }
  }

  private boolean take(UntrustedFolder session, String path, ObjectInserter inserter)
      throws IOException {
    Optional<InputStream> in = session.open(path);
    if (in.isEmpty()) {
      return false;
    }
    try (InputStream content = new InflaterInputStream(in.get())) {
      String[] words = header(content).split(" ", -1);
      long size = words.length == 2 ? Long.parseLong(words[1]) : -1;
      int type = Constants.decodeTypeString(ObjectId.zeroId(), bytes(words[0]), (byte) 0, zero());
      if (type == Constants.OBJ_BLOB && size >= 0 && size <= LARGEST_BLOB) {
        inserter.insert(type, size, content);
        return true;
      }
      if (size < 0 || size > LARGEST_OTHER) {
        return false;
      }
      byte[] whole = content.readNBytes((int) size);
      checker.check(inserter.idFor(type, whole), type, whole);
      inserter.insert(type, whole);
      return true;
    } catch (java.util.zip.ZipException
        | java.io.EOFException
        | NumberFormatException
        | CorruptObjectException e) {
      return false;
    }
  }

  private static String header(InputStream content) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    for (int c = content.read(); c > 0 && header.size() < LONGEST_HEADER; c = content.read()) {
      header.write(c);
    }
    return header.toString(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String type) {
    return (type + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static org.eclipse.jgit.util.MutableInteger zero() {
    return new org.eclipse.jgit.util.MutableInteger();
  }
}
