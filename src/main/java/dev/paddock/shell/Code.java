package dev.paddock.shell;

import dev.paddock.action.CodeOrigin;
import dev.paddock.action.Effect;

/** Code that runs, as an effect. */
final class Code {
  private Code() {}

  /** Code of which only its origin is known. */
  static void unknown(Invocation call, Flow code) {
    CodeOrigin origin =
        code.taints().contains(Taint.NETWORK)
            ? CodeOrigin.EXTERNAL
            : code.taints().contains(Taint.DECODED) ? CodeOrigin.OBFUSCATED : CodeOrigin.UNKNOWN;
    call.add(new Effect.RunsCode(origin, call.shown()));
  }

  static void obfuscated(Invocation call, String text) {
    call.add(
        new Effect.RunsCode(
            CodeOrigin.OBFUSCATED, text.length() > 80 ? text.substring(0, 77) + "..." : text));
  }

  static void project(Invocation call) {
    call.add(new Effect.RunsCode(CodeOrigin.PROJECT, call.shown()));
  }

  static void inline(Invocation call) {
    call.add(new Effect.RunsCode(CodeOrigin.INLINE, call.shown()));
  }

  static void external(Invocation call) {
    call.add(new Effect.RunsCode(CodeOrigin.EXTERNAL, call.shown()));
  }
}
