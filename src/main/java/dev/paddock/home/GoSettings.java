package dev.paddock.home;

import java.util.List;

/**
 * {@code ~/.config/go/env}: one {@code NAME=VALUE} a line, nothing is quoted.
 *
 * @see <a href="https://pkg.go.dev/cmd/go#hdr-Environment_variables">go help environment</a>
 */
final class GoSettings implements SettingsFormat {
  @Override
  public String rewrite(byte[] file, Sieve sieve) throws MalformedSettingsException {
    StringBuilder out = new StringBuilder();
    for (String line : SettingsText.of(file).split("\\R", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0 && Character.isLetter(line.charAt(0))) {
        String name = line.substring(0, equals);
        sieve
            .pass(List.of(name), line.substring(equals + 1))
            .ifPresent(value -> out.append(name).append('=').append(value).append('\n'));
      }
    }
    return out.toString();
  }
}
