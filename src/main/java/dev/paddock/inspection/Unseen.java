package dev.paddock.inspection;

/** Which characters people don't see. */
final class Unseen {
  private static final int TAGS = 0xE0000;

  private Unseen() {}

  /** Of no width, or not shown at all; tags and variation selectors are told apart. */
  static boolean isZeroWidth(int c) {
    return switch (c) {
      case 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0 -> true;
      default -> (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064);
    };
  }

  static boolean isSoftHyphen(int c) {
    return c == 0x00AD;
  }

  static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** A copy of ASCII that fonts leave out. */
  static boolean isTag(int c) {
    return c >= TAGS && c <= TAGS + 0x7F;
  }

  /** Returns the character that a tag stands for, or -1 for those that stand for none. */
  static int tagged(int c) {
    int plain = c - TAGS;
    return plain >= 0x20 && plain < 0x7F ? plain : -1;
  }

  static boolean isDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  /** Any of these. */
  static boolean is(int c) {
    return isZeroWidth(c)
        || isSoftHyphen(c)
        || isVariationSelector(c)
        || isDirection(c)
        || isTag(c)
        || (c >= 0x206A && c <= 0x206F);
  }
}
