package dev.paddock.sandbox;

import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is mounted over parts of a writable tree, as steps in an order that works.
 *
 * @param stage where the empty file and the empty directory are
 * @param tree where the tree is staged
 */
record TreeCovers(String stage, String tree) {
  List<InitStep> steps(List<Cover> covers) {
    return ordered(covers).stream().map(this::step).toList();
  }

  /** Parents first, and nothing below what is masked or replaced. */
  private static List<Cover> ordered(List<Cover> asked) {
    Set<String> masked = new HashSet<>();
    List<Cover> covers = new ArrayList<>();
    Comparator<Cover> order =
        Comparator.comparing(Cover::path).thenComparingInt(TreeCovers::strength);
    for (Cover cover : asked.stream().sorted(order).toList()) {
      if (masked.stream().noneMatch(m -> (cover.path() + "/").startsWith(m))) {
        covers.add(cover);
      }
      if (cover instanceof Cover.Mask || cover instanceof Cover.Bind) {
        masked.add(cover.path() + "/");
      }
    }
    return covers;
  }

  /**
   * What is asked of the same path twice: the mask is enough by itself, a seal stronger than a pin,
   * and what is put in a place covers it.
   */
  private static int strength(Cover cover) {
    return switch (cover) {
      case Cover.Mask _ -> 0;
      case Cover.Bind _ -> 4;
      case Cover.Pin _ -> 1;
      case Cover.Reopen _ -> 2;
      case Cover.Seal _ -> 3;
    };
  }

  private InitStep step(Cover cover) {
    return switch (cover) {
      case Cover.Seal(String path, Identity(long device, long inode)) ->
          new InitStep.Seal(tree, path, device, inode);
      case Cover.Bind(String path, String source, Identity(long device, long inode)) ->
          new InitStep.Bind(tree, path, source, device, inode);
      case Cover.Reopen(String path) -> new InitStep.Pin(tree, path);
      case Cover.Pin(String path) -> new InitStep.Pin(tree, path);
      case Cover.Mask(String path, boolean directory) ->
          new InitStep.Mask(tree, path, stage + (directory ? "/empty-directory" : "/empty-file"));
    };
  }
}
