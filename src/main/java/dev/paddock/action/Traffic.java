package dev.paddock.action;

/** What a connection is for. */
public enum Traffic {
  /** Something is fetched; nothing of the project goes out but the address. */
  FETCH,
  /** Data goes out. */
  SEND,
  /** Data goes out of which it is known that it is the project's, the machine's, or a secret. */
  SEND_LOCAL_DATA,
  /** A program listens for connections. */
  LISTEN,
  /** It can't be known. */
  OPEN
}
