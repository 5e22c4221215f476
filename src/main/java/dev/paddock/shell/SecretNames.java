package dev.paddock.shell;

import java.util.regex.Pattern;

/** Names of variables that hold credentials, by their shape. */
final class SecretNames {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?:.*_)?(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|APIKEY|CREDENTIAL|CREDENTIALS|"
              + "(?:API|ACCESS|PRIVATE|SECRET|AUTH|ENCRYPTION|SIGNING)_KEY)(?:_ID|_\\d+)?");

  private SecretNames() {}

  static boolean isSecretVariable(String name) {
    return SECRET.matcher(name).matches();
  }
}
