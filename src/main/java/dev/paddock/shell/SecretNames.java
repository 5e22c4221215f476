package dev.paddock.shell;

import java.util.regex.Pattern;

/** Names of variables that hold credentials, by their shape. */
final class SecretNames {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?:.*_)?(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|APIKEY|CREDENTIAL|CREDENTIALS|PAT|"
              + "DATABASE_URL|REDIS_URL|MONGO(?:DB)?_UR[IL]|POSTGRES(?:QL)?_URL|AMQP_URL|CONNECTION_STRING|WEBHOOK_URL|MASTER_KEY|SERVICE_KEY|"
              + "(?:API|ACCESS|PRIVATE|SECRET|AUTH|ENCRYPTION|SIGNING)_KEY)(?:_ID|_\\d+)?|PGPASS(?:WORD)?|MYSQL_PWD|REDISCLI_AUTH|.+_(?:PASS|PWD)|"
              + "(?:OPENAI|ANTHROPIC|STRIPE|SENDGRID|GITHUB|GEMINI|GOOGLE|AZURE|HF|COHERE|MISTRAL)_KEY|SENTRY_DSN");

  private SecretNames() {}

  static boolean isSecretVariable(String name) {
    return SECRET.matcher(name).matches();
  }
}
