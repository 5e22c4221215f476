package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.FileAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through code in another language than the shell's for what it plainly does: commands that
 * it runs, files that it removes, sockets that it gives a shell to. What is found is a reason to
 * deny; that nothing is found is never a reason to allow.
 */
final class InlineCode {
  private static final Pattern RUNS =
      Pattern.compile(
          "\\b(?:os\\.system|os\\.popen|os\\.exec[a-z]*|subprocess\\.\\w+|system|popen|exec|execSync|execFileSync|spawn|spawnSync|"
              + "shell_exec|passthru|proc_open|Popen|check_call|check_output|shell-command|IO\\.popen|ProcessBuilder|Runtime\\.getRuntime\\(\\)\\.exec|qx|"
              + "do shell script|os\\.execute|io\\.popen|run)\\s*[(\\[\\s\"'`]");
  private static final Pattern STRING =
      Pattern.compile(
          "\"((?:[^\"\\\\\\n]|\\\\.)*)\"|'((?:[^'\\\\\\n]|\\\\.)*)'|`((?:[^`\\\\]|\\\\.)*)`");
  private static final Pattern REMOVES =
      Pattern.compile(
          "\\b(?:shutil\\.rmtree|os\\.remove|os\\.unlink|os\\.rmdir|FileUtils\\.(?:rm_rf|rm_r|rm|remove_entry\\w*)|rmSync|rmdirSync|"
              + "unlinkSync|fs\\.rm|fs\\.unlink|rmtree|unlink|remove_tree|removeSync|Deno\\.remove(?:Sync)?|Dir\\.delete|File\\.delete)\\s*\\(?\\s*[\"']([^\"']+)[\"']");
  private static final Pattern SOCKET =
      Pattern.compile(
          "socket|TCPSocket|net\\.connect|fsockopen|/inet/|Net::|Socket\\(|createConnection|AF_INET");
  private static final Pattern SHELL =
      Pattern.compile(
          "/bin/(?:ba|da|z|k)?sh|cmd\\.exe|\\bpty\\b|dup2|IO\\.popen|popen|proc_open|getline|\\bexec\\b|execve|ProcessBuilder|\\beval\\b");
  private static final Pattern SERVER =
      Pattern.compile(
          "-run -e httpd|http\\.server|SimpleHTTPServer|httpd|socketserver|createServer|HTTPServer");
  private static final Pattern FETCHES =
      Pattern.compile(
          "\\b(?:exec|eval|loadstring|instance_eval|system|Function)\\b[^;\\n]{0,80}(?:urlopen|requests\\.get|urllib|httpx\\.|Net::HTTP|URI\\.open|file_get_contents\\(.https?:|LWP|open\\(.https?:|curl |wget )");
  private static final Pattern DESERIALISES =
      Pattern.compile(
          "pickle\\.loads?|marshal\\.loads?|yaml\\.unsafe_load|dill\\.loads?|Marshal\\.load|unserialize");
  private static final Set<String> SHELL_WORDS =
      Set.of("-c", "-e", "sh", "bash", "/bin/sh", "/bin/bash");

  private static final int LONGEST = 200_000;

  private InlineCode() {}

  static void look(Invocation call, String code) {
    if (code.length() > LONGEST) {
      call.notRead("its code is longer than " + LONGEST + " characters");
      return;
    }
    if (SOCKET.matcher(code).find() && SHELL.matcher(code).find()) {
      call.does(Deed.TUNNEL, "code that gives a shell to a socket");
    }
    if (SERVER.matcher(code).find()) {
      call.does(Deed.EXPOSE_SERVICE, "code that serves to other machines");
    }
    if (DESERIALISES.matcher(code).find()
        && !call.input().interactive()
        && call.input().taints().contains(Taint.NETWORK)) {
      call.does(Deed.UNSAFE_DESERIALISATION, "data from the network");
    }
    if (FETCHES.matcher(code).find()) {
      Code.external(call);
    }
    Matcher removes = REMOVES.matcher(code);
    while (removes.find()) {
      call.files().touch(FileAccess.DELETE_TREE, Text.of(removes.group(1)));
    }
    Matcher runs = RUNS.matcher(code);
    int found = 0;
    while (runs.find() && found++ < 50) {
      commands(call, code.substring(runs.end() - 1, Math.min(code.length(), runs.end() + 600)));
    }
  }

  /** The strings that follow a call: one command line, or its words. */
  private static void commands(Invocation call, String rest) {
    int end = rest.indexOf('\n');
    String line = end < 0 ? rest : rest.substring(0, end);
    Matcher strings = STRING.matcher(line);
    List<String> texts = new ArrayList<>();
    int last = 0;
    while (strings.find() && texts.size() < 20) {
      if (!texts.isEmpty() && !line.substring(last, strings.start()).matches("[\\s,\\[\\](]*")) {
        break;
      }
      last = strings.end();
      String text =
          strings.group(1) != null
              ? strings.group(1)
              : strings.group(2) != null ? strings.group(2) : strings.group(3);
      texts.add(text.replace("\\\"", "\"").replace("\\'", "'"));
    }
    if (texts.isEmpty()) {
      return;
    }
    if (texts.size() == 1 || texts.getFirst().indexOf(' ') > 0) {
      call.interpreter().guess(texts.getFirst(), call.state().copy());
      return;
    }
    if (SHELL_WORDS.contains(texts.getFirst())
        || texts.stream().noneMatch(text -> text.indexOf('\n') >= 0)) {
      call.call(texts.stream().map(Text::of).toList(), call.state().copy());
    }
  }
}
