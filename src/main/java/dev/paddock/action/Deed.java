package dev.paddock.action;

/**
 * What commands do besides touching files, running code and connecting. Each is what one or more
 * default rules speak of; {@code rules} says which.
 */
public enum Deed {
  /** The local repository or its working tree changes in a way that git itself can undo. */
  GIT_LOCAL,
  /** Work or history in the local repository is thrown away. */
  GIT_DESTROY,
  /** Changes of named files are thrown away. */
  GIT_DISCARD,
  /** A branch that is not the default one is created or fast-forwarded at its own remote. */
  GIT_PUSH,
  /** A branch at a remote is overwritten, or a ref there is deleted. */
  GIT_FORCE_PUSH,
  /** The default branch, all branches, tags or other refs are pushed. */
  GIT_PUSH_DEFAULT,
  /** A push goes to another place than the project's own remotes. */
  GIT_PUSH_ELSEWHERE,
  /** A remote's address is set or changed. */
  GIT_REMOTE,
  /** git is told to run a program later: hooks, aliases, filters, editors, pagers, helpers. */
  GIT_EXECUTE,
  /** Packages that the project's manifest declares are installed. */
  INSTALL_DECLARED,
  /** Packages of the agent's choice are installed. */
  INSTALL_CHOSEN,
  /** Packages come from another registry than the machine's own. */
  REGISTRY_BYPASS,
  /** Something is published: a package, a release, an image, a page, a paste. */
  PUBLISH,
  /** A service somewhere else is asked and not changed. */
  REMOTE_READ,
  /** A service somewhere else is changed. */
  REMOTE_CHANGE,
  /** Something is deleted at a service somewhere else: cloud, cluster, backup, queue, store. */
  REMOTE_DELETE,
  /** Infrastructure or a release is brought into operation. */
  DEPLOY,
  /** Infrastructure is applied or changed by a plan. */
  INFRASTRUCTURE_APPLY,
  /** A database is asked. */
  DATABASE_READ,
  /** A database is changed. */
  DATABASE_CHANGE,
  /** Rows, tables or databases are removed. */
  DATABASE_DESTROY,
  /** A command runs on another machine, or in a container or cluster. */
  REMOTE_COMMAND,
  /** Access is granted or widened: accounts, roles, keys, visibility. */
  PERMISSION_GRANT,
  /** Secrets in a store are written, rotated or removed. */
  SECRET_STORE_WRITE,
  /** Usable credentials are looked for or read. */
  CREDENTIAL_READ,
  /** A usable credential is printed. */
  CREDENTIAL_PRINT,
  /** Something is made to run later, or at the next login or start. */
  PERSISTENCE,
  /** The agent's own permissions, hooks, instructions or guards are changed. */
  SELF_MODIFICATION,
  /** A check that was put there on purpose is switched off. */
  SAFETY_BYPASS,
  /** Certificates or identities of hosts are no longer verified. */
  TLS_WEAKEN,
  /** A security control of the machine or of a service is weakened. */
  SECURITY_WEAKEN,
  /** Logs or histories are removed or falsified. */
  LOG_TAMPERING,
  /** A program is offered to other machines. */
  EXPOSE_SERVICE,
  /** A way in from outside: a tunnel, a reverse shell, a listener that runs commands. */
  TUNNEL,
  /** A disk, a file system or a volume is written over or removed. */
  DISK_DESTROY,
  /** Processes that this session did not start are ended. */
  PROCESS_KILL,
  /** The machine or its services are stopped, started or reconfigured. */
  MACHINE_CHANGE,
  /** Processes multiply without end. */
  FORK_BOMB,
  /** A program runs as another user, or with more rights. */
  PRIVILEGE,
  /** An agent is started without its own checks. */
  UNSAFE_AGENT,
  /** Reviews are skipped, given to oneself, or merged past. */
  REVIEW_BYPASS,
  /** Things that others read are closed, deleted or written: issues, comments, messages. */
  EXTERNAL_WRITE,
  /** Code is loaded from data that may hold anything: pickles and the like. */
  UNSAFE_DESERIALISATION
}
