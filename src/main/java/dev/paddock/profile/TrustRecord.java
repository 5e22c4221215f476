package dev.paddock.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of one record of the {@link TrustStore}, which a person can read. */
record TrustRecord(String sha256, String file) {
  private static final Pattern FORM =
      Pattern.compile("paddock-trust 1\nsha256 ([0-9a-f]{64})\nfile (/[^\n]*)\n");

  static TrustRecord parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new EntryException("it is damaged", "Remove it and trust the project's file again");
    }
    return new TrustRecord(form.group(1), form.group(2));
  }

  String text() {
    return "paddock-trust 1\nsha256 " + sha256 + "\nfile " + file + "\n";
  }
}
