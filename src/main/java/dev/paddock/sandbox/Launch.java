package dev.paddock.sandbox;

import java.util.List;

/**
 * What the init stage becomes when everything is ready.
 *
 * @param program bubblewrap's path
 * @param options bubblewrap's options; handed over in a memory file, so that /proc/1/cmdline
 *     doesn't tell them
 * @param script what a shell runs inside, see {@link StartScript}
 * @param environment {@code NAME=value}, the only ones that anything inside sees
 * @param filter the program of seccomp(2)
 * @param terminals which of the descriptors 0, 1, 2 become the slave of the relayed terminal
 * @param terminalPath where that slave is, once the supervisor has unlocked it; unused if there are
 *     no terminals
 */
public record Launch(
    String program,
    List<String> options,
    String script,
    List<String> environment,
    byte[] filter,
    List<Integer> terminals,
    String terminalPath) {}
