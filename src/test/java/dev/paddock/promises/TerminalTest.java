package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session at a real terminal is like a program at a terminal. */
@AsEveryCaller
class TerminalTest {
  private static final String SHELL = "paddock run -- bash --norc --noprofile";

  @AutoClose private final Scene scene;
  private Tmux terminal;

  TerminalTest(Caller caller) {
    scene = new Scene(caller);
  }

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Files.isExecutable(Tmux.PROGRAM), "tmux is not installed; ./check installs it.");
    terminal = new Tmux(scene);
    terminal.awaitPrompt("outer>");
  }

  @AfterEach
  void close() throws Exception {
    if (terminal != null) {
      terminal.close();
    }
  }

  @Test
  void theTerminalInsideIsTheSessionsOwn() throws Exception {
    terminal.line("stat -Lc 'outer %d:%r' /proc/self/fd/0 >outer; tty >>outer; echo $TERM >term");
    terminal.line(SHELL);
    terminal.awaitPrompt("bash-");
    terminal.line(
        "tty >inner; for i in 0 1 2; do stat -Lc 'outer %d:%r' /proc/self/fd/$i; done >>inner");
    terminal.line(
        "echo $TERM >inner-term; stat -c %d:%r $(head -n1 inner); ls /dev/pts >pts; exit");
    terminal.awaitPrompt("outer>");

    assertThat(scene.read("inner")).startsWith("/dev/pts/0\n");
    assertThat(scene.read("inner"))
        .doesNotContain(scene.read("outer").lines().findFirst().get() + "\n");
    assertThat(scene.read("inner-term")).isEqualTo(scene.read("term"));
    assertThat(scene.read("pts")).isEqualTo("0\nptmx\n");
  }

  @Test
  void theSizeFollowsTheWindow() throws Exception {
    terminal.line(
        "paddock run -- bash -c 'trap \"stty size >second\" WINCH; stty size >first; echo rea\"\"dy; while [ ! -s second ]; do sleep 0.1; done'");
    terminal.awaitScreen("ready");
    terminal.resize(100, 30);
    terminal.awaitPrompt("outer>");

    assertThat(scene.read("first")).isEqualTo("24 80\n");
    assertThat(scene.read("second")).isEqualTo("30 100\n");
  }

  @Test
  void interruptAndStopKeysAreTheInnerShells() throws Exception {
    terminal.line(SHELL);
    terminal.awaitPrompt("bash-");
    terminal.line("echo go''ing; sleep 1000");
    terminal.awaitScreen("going");
    terminal.press("C-c");
    terminal.awaitScreen("^C");
    terminal.line("echo in''terrupted $?");
    terminal.awaitScreen("interrupted 130");
    terminal.line("echo ag''ain; sleep 1000");
    terminal.awaitScreen("again");
    terminal.press("C-z");
    terminal.awaitScreen("Stopped");
    terminal.line("fg");
    terminal.awaitPrompt("sleep 1000");
    terminal.press("C-c");
    terminal.awaitPrompt("bash-");
    terminal.line("echo en''ded $?");
    terminal.awaitScreen("ended 130");
    terminal.line("exit 7");
    terminal.awaitPrompt("outer>");
    terminal.line("echo sta''tus $?");
    terminal.awaitScreen("status 7");
  }

  @Test
  void theStopKeyGivesTheOuterShellBackAsItWas() throws Exception {
    terminal.line("stty -a >before; paddock run -- sh -c 'echo rea\"\"dy; exec cat'");
    terminal.awaitScreen("ready");
    terminal.awaitRelay();
    terminal.press("C-z");
    terminal.awaitScreen("Stopped");
    terminal.line("stty -a >stopped; echo out''side");
    terminal.awaitScreen("outside");

    assertThat(scene.read("stopped")).isEqualTo(scene.read("before"));
  }

  @Test
  void theOuterTerminalIsAsItWasAfterASession() throws Exception {
    terminal.line("stty -a >before; paddock run -- bash -c 'stty raw -echo; exit 3'");
    terminal.awaitPrompt("outer>");
    terminal.line("echo sta''tus $?; stty -a >after; echo do''ne");
    terminal.awaitScreen("done");

    assertThat(terminal.screen()).contains("status 3");
    assertThat(scene.read("after")).isEqualTo(scene.read("before"));
  }

  @Test
  void anInterruptEndsACommandThatDoesNotCatchIt() throws Exception {
    terminal.line("paddock run -- bash -c 'echo rea\"\"dy; exec sleep 1000'");
    terminal.awaitScreen("ready");
    terminal.press("C-c");
    terminal.awaitPrompt("outer>");
    terminal.line("echo sta''tus $?");
    terminal.awaitScreen("status 130");
  }

  @Test
  void pastedTextIsMarkedAsPastedAndProgramsOwnTheWholeScreen() throws Exception {
    terminal.line(
        "paddock run -- bash -c 'printf \"\\e[?2004h\\e[2J\\e[5;10Hhe\"\"re\\n\"; cat -v'");
    terminal.awaitScreen("         here");
    terminal.paste("pasted");
    terminal.press("Enter");
    terminal.awaitScreen("^[[200~pasted^[[201~");
    terminal.press("C-d");
    terminal.awaitPrompt("outer>");
  }

  @Test
  void theKeysOfAPagerBehindAPipeAreThePagers() throws Exception {
    terminal.line("paddock run -- seq 20000 | less");
    terminal.awaitScreen("\n20\n");
    terminal.press("G");
    terminal.awaitScreen("20000");
    terminal.press("q");
    terminal.awaitPrompt("outer>");
  }

  @Test
  void aPipeBesideATerminalStaysAPipe() throws Exception {
    terminal.line(
        "paddock run -- bash -c 'echo data; [ -t 2 ] && [ -t 0 ] && [ ! -t 1 ] && echo ok' | cat >got");
    terminal.awaitPrompt("outer>");
    Eventually.is("the output", () -> scene.exists("got") && scene.read("got").contains("ok"));

    assertThat(scene.read("got")).isEqualTo("data\nok\n");
  }

  @Test
  void whatIsTypedAtTheOuterShellIsNotReadByASessionInTheBackground() throws Exception {
    terminal.line(
        "paddock run -- bash -c 'echo be\"\"gun; cat >typed </dev/tty; cat <&0 >>typed' &");
    terminal.line("echo pass''word");
    terminal.awaitScreen("password");
    terminal.line("echo more''words");
    terminal.awaitScreen("morewords");
    terminal.line("kill -9 %1; wait; echo do''ne");
    terminal.awaitScreen("done");

    assertThat(scene.exists("typed") ? scene.read("typed") : "").isEmpty();
  }

  @Test
  void tmuxItselfRunsInside() throws Exception {
    Result result =
        scene
            .inside(
                "tmux -f /dev/null new-session -d 'tty >made; sleep 1000' && while [ ! -s made ]; do sleep 0.1; done; tmux kill-server; cat made")
            .with("TERM", "screen")
            .end();

    assertThat(result.ended(0).out()).startsWith("/dev/pts/");
  }
}
