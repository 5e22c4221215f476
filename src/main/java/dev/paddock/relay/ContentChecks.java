package dev.paddock.relay;

import dev.paddock.home.KnownSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Looks through everything that a push would bring upstream: each commit that no ref upstream
 * reaches, and each file that it adds or changes against all of its parents. What an earlier commit
 * adds and a later one removes is found too, since it leaves all the same.
 */
final class ContentChecks {
  /** A text file is looked through up to here. */
  private static final int SCANNED_BYTES = 8 << 20;

  private static final int MOST_FINDINGS = 50;

  private final KnownSecrets secrets = new KnownSecrets();
  private final CiFiles ciFiles = new CiFiles();
  private final long largestFile;

  ContentChecks(long largestFile) {
    this.largestFile = largestFile;
  }

  /**
   * Looks through a push.
   *
   * @param tips what is pushed
   * @param upstream what upstream has
   * @return at most fifty findings
   */
  List<Finding> look(
      Repository repository, Collection<ObjectId> tips, Collection<ObjectId> upstream)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      for (ObjectId tip : tips) {
        lookAtTags(walk, walk.parseAny(tip), findings);
        if (walk.peel(walk.parseAny(tip)) instanceof RevCommit commit) {
          walk.markStart(commit);
        }
      }
      for (ObjectId known : upstream) {
        if (repository.getObjectDatabase().has(known)
            && walk.peel(walk.parseAny(known)) instanceof RevCommit commit) {
          walk.markUninteresting(commit);
        }
      }
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        if (findings.size() >= MOST_FINDINGS) {
          break;
        }
        message(commit.name(), commit.getRawBuffer(), findings);
        lookAtFiles(repository, walk, commit, findings);
      }
    }
    return List.copyOf(findings);
  }

  private void lookAtTags(RevWalk walk, RevObject tip, List<Finding> findings) throws IOException {
    RevObject object = tip;
    while (object instanceof RevTag tag) {
      walk.parseBody(tag);
      message(tag.name(), tag.getRawBuffer(), findings);
      object = walk.parseAny(tag.getObject());
    }
  }

  private void message(String id, byte[] text, List<Finding> findings) {
    new String(text, StandardCharsets.UTF_8)
        .lines()
        .flatMap(line -> secrets.kindIn(line).stream())
        .findFirst()
        .ifPresent(kind -> findings.add(new Finding(Finding.SECRET, id, "", secret(kind))));
  }

  private void lookAtFiles(
      Repository repository, RevWalk walk, RevCommit commit, List<Finding> findings)
      throws IOException {
    try (TreeWalk files = new TreeWalk(repository)) {
      files.setRecursive(true);
      for (RevCommit parent : commit.getParents()) {
        files.addTree(walk.parseCommit(parent).getTree());
      }
      int own = files.addTree(commit.getTree());
      files.setFilter(own == 0 ? TreeFilter.ALL : TreeFilter.ANY_DIFF);
      while (files.next()) {
        boolean file = (files.getRawMode(own) & FileMode.TYPE_MASK) != FileMode.TYPE_GITLINK;
        if (file && files.getRawMode(own) != 0 && isNew(files, own)) {
          lookAtFile(repository, commit.name(), files, own, findings);
        }
      }
    }
  }

  private static boolean isNew(TreeWalk files, int own) {
    for (int parent = 0; parent < own; parent++) {
      if (files.idEqual(parent, own) && files.getRawMode(parent) == files.getRawMode(own)) {
        return false;
      }
    }
    return true;
  }

  private void lookAtFile(
      Repository repository, String commit, TreeWalk files, int own, List<Finding> findings)
      throws IOException {
    String path = files.getPathString();
    if (ciFiles.contain(path)) {
      findings.add(new Finding(Finding.CI, commit, path, "a file that a build server executes"));
    }
    ObjectLoader blob = repository.open(files.getObjectId(own), Constants.OBJ_BLOB);
    if (blob.getSize() > largestFile) {
      String size = "a file of %d MiB".formatted(blob.getSize() >> 20);
      findings.add(new Finding(Finding.LARGE, commit, path, size));
    }
    Set<String> known = new HashSet<>();
    for (int parent = 0; parent < own; parent++) {
      ObjectId before = files.getObjectId(parent);
      if (files.getFileMode(parent).getObjectType() == Constants.OBJ_BLOB) {
        known.addAll(lines(repository.open(before, Constants.OBJ_BLOB)));
      }
    }
    lines(blob).stream()
        .filter(line -> !known.contains(line))
        .flatMap(line -> secrets.kindIn(line).stream())
        .findFirst()
        .ifPresent(kind -> findings.add(new Finding(Finding.SECRET, commit, path, secret(kind))));
  }

  private static List<String> lines(ObjectLoader blob) throws IOException {
    byte[] bytes;
    try (InputStream in = blob.openStream()) {
      bytes = in.readNBytes(SCANNED_BYTES);
    }
    return RawText.isBinary(bytes, bytes.length, true)
        ? List.of()
        : new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  private static String secret(String kind) {
    return "a secret (" + kind + ")";
  }
}
