package dev.paddock.gate;

import dev.paddock.action.CodeOrigin;
import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.action.Traffic;

/** Judges one effect. Pure. */
final class Judge {
  private final FileJudge files;
  private final boolean fenced;

  Judge(FileJudge files, boolean fenced) {
    this.files = files;
    this.fenced = fenced;
  }

  Finding judge(Effect effect) {
    return switch (effect) {
      case Effect.Starts _ -> Finding.FINE;
      case Effect.Touches(FileAccess access, Place place) -> files.judge(access, place);
      case Effect.RunsCode(CodeOrigin origin, String what) -> code(origin, what);
      case Effect.Connects(Traffic traffic, String host, String what) ->
          connect(traffic, host, what);
      case Effect.Does(Deed deed, String what) -> deed(deed, what);
      case Effect.NotRead(String why) -> Finding.ask("none", "it was not read to its end: " + why);
      case Effect.Unknown(String why) ->
          fenced ? Finding.FINE : Finding.ask("none", "it can't be told: " + why);
    };
  }

  private Finding code(CodeOrigin origin, String what) {
    return switch (origin) {
      case EXTERNAL -> Finding.deny("code-from-external", "it runs code from the network: " + what);
      case OBFUSCATED ->
          Finding.deny("code-from-external", "it runs code that was decoded or hidden: " + what);
      case PROJECT, INLINE, UNKNOWN ->
          fenced
              ? Finding.FINE
              : Finding.ask("none", "it runs code of which nothing is known: " + what);
    };
  }

  private Finding connect(Traffic traffic, String host, String what) {
    boolean local =
        host.equals("localhost")
            || host.startsWith("127.")
            || host.equals("::1")
            || host.equals("[::1]");
    return switch (traffic) {
      case FETCH ->
          fenced
              ? Finding.FINE
              : Finding.ask("read-only-operations", "it reaches another machine: " + what);
      case SEND_LOCAL_DATA ->
          local
              ? localOnly(what)
              : Finding.deny("data-exfiltration", "it sends data of this machine away: " + what);
      case SEND ->
          local
              ? localOnly(what)
              : Finding.deny("external-system-writes", "it sends to another machine: " + what);
      case LISTEN ->
          fenced
              ? Finding.FINE
              : Finding.deny("expose-local-services", "it listens for other machines: " + what);
      case OPEN ->
          local || fenced
              ? localOnly(what)
              : Finding.ask(
                  "containment-escape",
                  "what goes through this connection can't be known: " + what);
    };
  }

  private Finding localOnly(String what) {
    return fenced
        ? Finding.FINE
        : Finding.ask("none", "it speaks to a program on this machine: " + what);
  }

  private Finding deed(Deed deed, String what) {
    String rule = DeedRuling.rule(deed);
    return switch (DeedRuling.of(deed)) {
      case CONTAINED ->
          fenced ? Finding.FINE : Finding.deny(rule, DeedRuling.says(deed) + ": " + what);
      case FORBIDDEN -> Finding.deny(rule, DeedRuling.says(deed) + ": " + what);
      case HARMLESS -> Finding.FINE;
      case INSIDE_ONLY ->
          fenced ? Finding.FINE : Finding.ask(rule, DeedRuling.says(deed) + ": " + what);
      case ASKED -> Finding.ask(rule, DeedRuling.says(deed) + ": " + what);
    };
  }
}
