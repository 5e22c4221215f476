package dev.paddock.action;

import java.nio.file.Path;

/** One thing that an agent asks to do, by one of its tools. */
public sealed interface Action {
  /**
   * A command line for Bash.
   *
   * @param command as the agent wrote it
   */
  record Shell(String command) implements Action {}

  /**
   * A file is shown to the agent.
   *
   * @param path absolute
   */
  record ReadFile(Path path) implements Action {}

  /**
   * A file is made, or replaced as a whole.
   *
   * @param path absolute
   * @param content what it will hold
   */
  record WriteFile(Path path, String content) implements Action {}

  /**
   * A part of a file is replaced.
   *
   * @param path absolute
   * @param added what comes in
   */
  record EditFile(Path path, String added) implements Action {}

  /**
   * A page is fetched.
   *
   * @param url as the agent gave it
   */
  record Fetch(String url) implements Action {}

  /**
   * The web is searched, by the model's provider.
   *
   * @param query what is searched for
   */
  record Search(String query) implements Action {}

  /**
   * A tool of a Model Context Protocol server is called.
   *
   * @param server the server's name in the agent's configuration
   * @param tool the tool's name at that server
   * @param arguments as JSON text
   */
  record McpCall(String server, String tool, String arguments) implements Action {}

  /**
   * Another agent is given work; its own actions are asked about one by one.
   *
   * @param task what it is told
   */
  record Subagent(String task) implements Action {}

  /**
   * A tool that touches nothing outside the agent's own memory: a list of things to do, a plan, a
   * question to the user.
   *
   * @param name as the agent calls it
   */
  record OwnTool(String name) implements Action {}

  /**
   * A tool that is not known.
   *
   * @param name as the agent calls it
   * @param arguments as JSON text
   */
  record OtherTool(String name, String arguments) implements Action {}
}
