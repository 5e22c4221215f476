package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.FileAccess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Clients of databases: what the statements do that they are given. */
final class DatabaseModels {
  private static final Pattern DESTROYS =
      Pattern.compile(
          "\\b(?:drop\\s+(?:table|database|schema|index|view|user|role|keyspace|collection|materialized|type|function|column|owned)|truncate\\b|delete\\s+from|alter\\s+table\\s+\\S+\\s+drop|flushall|flushdb|"
              + "dropdatabase\\s*\\(|\\.drop\\s*\\(|deletemany\\s*\\(|deleteone\\s*\\(|\\.remove\\s*\\(|dropindex|dropuser|shutdown|config\\s+set|script\\s+flush|\\bdel\\s+\\S+|unlink\\s+\\S+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANGES =
      Pattern.compile(
          "\\b(?:insert|update|replace|merge|create|alter|grant|revoke|copy|load|call|execute|vacuum|reindex|attach|pragma\\s+\\w+\\s*=|set|insertone|insertmany|updateone|updatemany|hset|lpush|rpush|expire|rename|eval)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\\\!|^\\s*\\.(?:shell|system|output|once|import|load|read|save|backup)|into\\s+(?:out|dump)file|copy\\s+.*\\bprogram\\b|load_file|pg_read_file|lo_export|readfile|writefile|load_extension|xp_cmdshell|\\bsource\\b",
          Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 64 * 1024;

  private DatabaseModels() {}

  static void add(Map<String, CommandModel> models) {
    for (String name :
        List.of(
            "psql",
            "mysql",
            "mariadb",
            "sqlite3",
            "sqlite",
            "duckdb",
            "mongosh",
            "mongo",
            "redis-cli",
            "valkey-cli",
            "keydb-cli",
            "cqlsh",
            "sqlcmd",
            "clickhouse-client",
            "clickhouse",
            "snowsql",
            "bq-query",
            "sqlplus",
            "usql",
            "pgcli",
            "mycli",
            "litecli",
            "influx",
            "cockroach",
            "isql",
            "db2",
            "beeline",
            "trino",
            "presto",
            "impala-shell",
            "neo4j",
            "cypher-shell",
            "etcdctl-sql")) {
      models.put(name, DatabaseModels::client);
    }
    for (String name :
        List.of("dropdb", "dropuser", "mysqladmin", "pg_resetwal", "pg_dropcluster")) {
      models.put(name, call -> deed(call, Deed.DATABASE_DESTROY));
    }
    for (String name :
        List.of(
            "createdb",
            "createuser",
            "pg_restore",
            "mongorestore",
            "mongoimport",
            "initdb",
            "pg_ctl")) {
      models.put(name, call -> deed(call, Deed.DATABASE_CHANGE));
    }
    for (String name :
        List.of(
            "pg_dump", "pg_dumpall", "mysqldump", "mongodump", "mongoexport", "pg_basebackup")) {
      models.put(name, DatabaseModels::dump);
    }
  }

  private static Flow deed(Invocation call, Deed deed) {
    if (call.name().equals("mysqladmin")) {
      boolean looks =
          call.arguments().stream()
              .noneMatch(word -> word.raw().matches("drop|create|shutdown|flush-.*|password|kill"));
      call.does(looks ? Deed.DATABASE_READ : deed);
    } else {
      boolean replaces =
          call.arguments().stream()
              .anyMatch(word -> word.raw().matches("-c|--clean|--drop|-C|--create"));
      call.does(replaces && call.name().endsWith("restore") ? Deed.DATABASE_DESTROY : deed);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow dump(Invocation call) {
    call.does(Deed.DATABASE_READ);
    for (int i = 0; i + 1 < call.arguments().size(); i++) {
      if (call.arguments().get(i).raw().matches("-f|--file|-o|--out|-r|--result-file")) {
        call.files().write(call.arguments().get(i + 1), Flow.unknown(Set.of(Taint.LOCAL)), false);
      }
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow client(Invocation call) {
    SecretArguments.lookAll(call);
    StringBuilder statements = new StringBuilder();
    boolean known = true;
    List<Text> words = call.arguments();
    for (int i = 0; i < words.size(); i++) {
      Text word = words.get(i);
      statements.append(word.raw()).append('\n');
      known &= word.isKnown();
      if (word.raw().matches("-f|--file|--source|-i|--input-file") && i + 1 < words.size()) {
        Flow content = call.files().read(words.get(i + 1), FileAccess.READ);
        known = false;
        content.text().ifPresent(statements::append);
      }
      if (word.raw().matches("-o|--output|--log-file|-L") && i + 1 < words.size()) {
        call.files().write(words.get(i + 1), Flow.unknown(Set.of(Taint.LOCAL)), false);
      }
      if (word.raw()
          .matches("--default-auth.*|--plugin-dir.*|--init-command.*|-init|--load-extension.*")) {
        call.unknown("its option " + word.shown() + " can load code");
      }
    }
    Flow input = call.input();
    boolean piped = !input.interactive() && !input.equals(Flow.NOTHING);
    Optional<String> text = piped ? input.text() : Optional.of("");
    known &= text.isPresent();
    String all = statements + text.orElse("");
    judge(call, all, known);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static void judge(Invocation call, String whole, boolean known) {
    String statements = whole;
    if (whole.length() > LONGEST) {
      call.notRead("its statements are longer than " + LONGEST + " characters");
      statements = whole.substring(0, LONGEST);
    }
    String plain = statements.toLowerCase(Locale.ROOT);
    if (ESCAPES.matcher(statements).find()) {
      call.unknown("its statements reach files or programs");
      int bang = statements.indexOf("\\!");
      if (bang >= 0) {
        call.interpreter().guess(statements.substring(bang + 2).strip(), call.state().copy());
      }
    }
    boolean verb =
        call.name().equals("influx")
            && call.arguments().stream().anyMatch(word -> word.is("delete"));
    if (verb) {
      call.does(Deed.DATABASE_DESTROY);
    } else if (call.name().endsWith("sql")
        ? DESTROYS.matcher(plain).find()
        : DESTROYS.matcher(statements).find()) {
      call.does(Deed.DATABASE_DESTROY);
    } else if (!known || CHANGES.matcher(plain).find()) {
      call.does(Deed.DATABASE_CHANGE);
    } else {
      call.does(Deed.DATABASE_READ);
    }
  }
}
