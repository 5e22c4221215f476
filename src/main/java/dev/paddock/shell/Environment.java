package dev.paddock.shell;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Variables of the environment: which ones harm nobody, which ones make programs run code. */
final class Environment {
  private static final Pattern HARMLESS =
      Pattern.compile(
          "LANG|LANGUAGE|LC_[A-Z]+|TZ|CI|NO_COLOR|FORCE_COLOR|CLICOLOR(?:_FORCE)?|TERM|COLUMNS|LINES|"
              + "NODE_ENV|RAILS_ENV|APP_ENV|DEBUG|VERBOSE|V|PYTHONDONTWRITEBYTECODE|PYTHONUNBUFFERED|"
              + "PYTHONHASHSEED|PYTHONIOENCODING|PYTHONUTF8|DJANGO_SETTINGS_MODULE|RUST_BACKTRACE|RUST_LOG|"
              + "CARGO_TERM_COLOR|MPLBACKEND|PORT|HOST|GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|GIT_TERMINAL_PROMPT|"
              + "GIT_OPTIONAL_LOCKS|DEBIAN_FRONTEND|SOURCE_DATE_EPOCH|POSIXLY_CORRECT");
  private static final Pattern DANGEROUS =
      Pattern.compile(
          "PATH|LD_.*|DYLD_.*|BASH_ENV|ENV|PROMPT_COMMAND|PS4|SHELLOPTS|BASHOPTS|BASH_FUNC_.*|HOME|SHELL|"
              + "GIT_.*|.*_OPTIONS|.*_OPTS|(?:.*_)?PAGER|MANPAGER|MANOPT|MANROFFOPT|LESSOPEN|LESSCLOSE|EDITOR|VISUAL|BROWSER|PYTHON.*|PERL5.*|"
              + "RUBY.*|NODE_.*|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|CLASSPATH|GCONV_PATH|IFS|CDPATH|TMPDIR|http_proxy|"
              + "https_proxy|HTTPS?_PROXY|ALL_PROXY|CC|CXX|MAKEFLAGS|CFLAGS|RUSTC.*|RUSTFLAGS|CARGO_.*|GOFLAGS|GO.*|"
              + "NPM_CONFIG_.*|npm_config_.*|PIP_.*|UV_.*|SSH_.*|PADDOCK_.*|CLAUDE_.*|ANTHROPIC_.*|OPENAI_.*|DOCKER_.*|KUBECONFIG|AWS_.*|TF_.*|"
              + "GZIP|BZIP2?|XZ_.*|ZSTD_.*|LESS.*|MALLOC_.*|GLIBC_.*|NLSPATH|LOCPATH|.*_CONFIG.*|.*PATH|GREP_.*|"
              + "JQ_.*|BAT_.*|TAPE|BLOCK_SIZE|BASH.*|.*PRELOAD.*|.*_COMMAND|.*_CMD|.*_SHELL");
  private static final Set<String> OWN = Set.of("IFS", "OLDPWD", "PWD");

  private Environment() {}

  /** A variable is assigned in the shell itself: it matters if it is in the environment already. */
  static void assigned(String name, Text value, Interpreter interpreter, State state) {
    if (name.equals("PWD")) {
      return;
    }
    if (bypasses(name, value) && !name.equals("SKIP")) {
      interpreter.add(
          new dev.paddock.action.Effect.Does(
              dev.paddock.action.Deed.SAFETY_BYPASS, name + "=" + value.shown()));
    }
    Variable variable = state.variables().get(name);
    boolean exported = variable != null && variable.exported();
    if ((exported && !isHarmless(name, value))
        || (isDangerous(name) && !OWN.contains(name) && !isHarmless(name, value))) {
      interpreter.unknown("the variable " + name + " changes what programs do");
    }
  }

  /**
   * Variables that are set for one call.
   *
   * @param simple whether the program is one of those that only print and write: they read few
   */
  static void check(Invocation call, boolean simple) {
    for (Map.Entry<String, Text> entry : call.environment().entrySet()) {
      if (bypasses(entry.getKey(), entry.getValue())) {
        call.does(
            dev.paddock.action.Deed.SAFETY_BYPASS, entry.getKey() + "=" + entry.getValue().shown());
      }
      boolean unread =
          simple
              && (!isDangerous(entry.getKey())
                  || (entry.getKey().equals("IFS") && call.name().equals("read")));
      if (!unread && !isHarmless(entry.getKey(), entry.getValue())) {
        call.interpreter()
            .unknown(
                "the variable "
                    + entry.getKey()
                    + " may change what "
                    + call.words().getFirst().shown()
                    + " does");
      }
    }
  }

  /** Variables whose names say that they disarm a check. */
  private static boolean bypasses(String name, Text value) {
    return name.matches(
            "SKIP|HUSKY_SKIP_HOOKS|GIT_SSL_NO_VERIFY|PRE_COMMIT_ALLOW_NO_CONFIG|(?:.*_)?NO_VERIFY|(?:.*_)?SKIP_(?:HOOKS?|CHECKS?|VERIFY\\w*|VALIDATION|AUTH\\w*)")
        || (name.equals("HUSKY") && value.is("0"))
        || (name.equals("NODE_TLS_REJECT_UNAUTHORIZED") && value.is("0"))
        || (name.equals("PYTHONHTTPSVERIFY") && value.is("0"));
  }

  static boolean isHarmless(String name, Text value) {
    if (name.equals("PYTHONPATH")) {
      return value
          .known()
          .filter(
              path ->
                  path.isEmpty()
                      || path.equals(".")
                      || path.matches("(?:\\./)?(?:src|lib|tests?)?:?\\.?"))
          .isPresent();
    }
    if (name.equals("GIT_PAGER") || name.equals("PAGER") || name.equals("MANPAGER")) {
      return value.is("cat") || value.raw().isEmpty();
    }
    return HARMLESS.matcher(name).matches();
  }

  static boolean isDangerous(String name) {
    return DANGEROUS.matcher(name).matches();
  }
}
