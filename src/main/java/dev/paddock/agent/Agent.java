package dev.paddock.agent;

import dev.paddock.action.Verdict;
import java.util.List;
import java.util.Map;

/**
 * One coding agent. Implementations are immutable and touch nothing: they turn text into values and
 * back.
 */
public interface Agent {
  /** Returns the file name of its program, which is also its name in addresses and messages. */
  String name();

  /** Returns the npm packages that hold it, for {@code npx PACKAGE}. */
  List<String> packages();

  /**
   * Reads what a hook says.
   *
   * @throws HookInputException if it can't be understood as a whole
   */
  HookMessage read(HookInput input) throws HookInputException;

  /**
   * Writes an answer to a question as this agent's hooks want it. What the agent would take for "go
   * on" is written for {@link Verdict#ALLOW} only.
   *
   * @param event the hook's event, as {@link HookMessage#event} told it, or {@link #usualEvent}
   * @param words why, and what to do about it; not empty
   */
  HookAnswer answer(String event, Verdict verdict, String words);

  /**
   * Writes a warning to what was told after the fact, so that the agent goes on and reads it if
   * that event lets it. Where there is no warning, every agent goes on without an answer.
   *
   * @param words not empty
   */
  HookAnswer warning(String event, String words);

  /**
   * Tells whether {@link Verdict#ASK} becomes a question to the person at this agent, if somebody
   * is there; if not, it counts as a denial.
   */
  boolean showsQuestions();

  /** Returns the event that an answer is for when the question could not be read. */
  String usualEvent();

  /** Returns the files that make it ask, and that nobody inside can change. */
  List<PolicyFile> policy();

  /**
   * Tells whether it minds its policy files only if they are root's as it sees them. Then whoever
   * starts it has to be called root inside, where nobody has a capability anyway: an ordinary
   * user's sandbox knows no second user to whom they could belong.
   */
  boolean wantsRootsFiles();

  /** Returns how it reaches its model. */
  ModelAccess model();

  /**
   * Returns the variables that it is started with.
   *
   * @param home the home directory inside
   */
  Map<String, String> variables(String home);
}
