package dev.paddock.agent;

/** Where hooks ask. */
public final class Endpoint {
  /** The host's name inside. */
  public static final String HOST = "paddock.internal";

  /** The script with which command hooks ask, inside. In /etc, where nobody inside can write. */
  public static final String SCRIPT = "/etc/paddock-hook";

  /** The variable that names the Unix socket inside. */
  public static final String SOCKET_VARIABLE = "PADDOCK_GATE";

  /** How long an agent waits for its hook: longer than anything here takes, by far. */
  static final int AGENT_SECONDS = 600;

  /** How long it waits for a hook that only tells: longer than the script takes. */
  static final int TELLING_SECONDS = 60;

  private Endpoint() {}

  /** Returns the address that an agent's HTTP hook asks before an action. */
  static String url(String agent) {
    return "http://" + HOST + HookPath.of(agent, false);
  }

  /** Returns the address that an agent's HTTP hook tells what there was. */
  static String tellingUrl(String agent) {
    return "http://" + HOST + HookPath.of(agent, true);
  }

  /**
   * Returns the command line of an agent's command hook before an action. Bash in its privileged
   * mode runs no file that a variable names, and takes no function from one (bash(1), -p).
   */
  static String command(String agent) {
    return "/bin/bash -p " + SCRIPT + " " + agent;
  }

  /** Returns the command line of one that only tells, and lets the agent go on whatever happens. */
  static String tellingCommand(String agent) {
    return command(agent) + " after";
  }

  /** Returns the text of the script with which command hooks ask. */
  public static String script() {
    return OpenCode.resource("hook.sh");
  }
}
