package dev.paddock.sandbox;

import java.util.List;

/**
 * Everything that is needed to start a sandbox, and what will be there inside.
 *
 * @param init what the init stage does and becomes
 * @param mounts in the order in which they are made
 * @param terminalMaster where the init stage's mount namespace has the device that makes a terminal
 */
public record SandboxPlan(InitPlan init, List<Mount> mounts, String terminalMaster) {}
