package dev.paddock.egress;

import dev.paddock.credentials.Credential;
import dev.paddock.credentials.CredentialException;
import dev.paddock.credentials.KeyStore;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Asks the policy and the key store about each request, and tells what was decided. */
final class Gatekeeper {
  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  private final KeyStore keys;
  private final EgressEvents events;

  Gatekeeper(KeyStore keys, EgressEvents events) {
    this.keys = keys;
    this.events = events;
  }

  EgressEvents events() {
    return events;
  }

  /**
   * Decides on a request, and fetches the key that it needs on a thread of its own.
   *
   * @param secure whether it will go out over TLS to the destination's own name; else no key does
   * @param answer is called once, on the loop
   */
  void ask(
      Destination destination,
      RequestHead request,
      boolean secure,
      EventExecutor loop,
      Consumer<Clearance> answer) {
    switch (RequestPolicy.decide(destination, request)) {
      case Verdict.Refuse(Refusal refusal) -> answer.accept(denied(403, refusal));
      case Verdict.Allow(Optional<RequestRule> rule) -> {
        Optional<Credential> own = rule.flatMap(RequestRule::credential);
        switch (KeyPlan.of(destination, own, request)) {
          case KeyPlan.Foreign(String name, String reason) ->
              answer.accept(
                  denied(
                      403,
                      new Refusal(
                          RequestPolicy.target(destination, request),
                          name,
                          reason,
                          "Leave the key out or use the placeholder from the environment: Paddock"
                              + " adds the key outside.")));
          case KeyPlan.Plain(List<HeaderField> fields) -> {
            tell(destination, request, "");
            answer.accept(new Clearance.Cleared(fields, Optional.empty()));
          }
          case KeyPlan.Insert insert when secure ->
              fetch(destination, request, insert, loop, answer);
          case KeyPlan.Insert insert ->
              answer.accept(
                  denied(
                      403,
                      new Refusal(
                          RequestPolicy.target(destination, request),
                          "credential-needs-tls",
                          "The credential %s is only ever sent over TLS."
                              .formatted(insert.credential().name()),
                          "Use https.")));
        }
      }
    }
  }

  /** Says that the server did not take the key; does not wait for the store. */
  void rejected(Credential credential) {
    Thread.ofVirtual().name("key-rejected").start(() -> keys.rejected(credential));
  }

  /** Tells a refusal, and returns the answer that carries it. */
  Clearance.Denied denied(int status, Refusal refusal) {
    events.refused(refusal);
    return new Clearance.Denied(status, refusal);
  }

  private void fetch(
      Destination destination,
      RequestHead request,
      KeyPlan.Insert insert,
      EventExecutor loop,
      Consumer<Clearance> answer) {
    Thread.ofVirtual()
        .name("key-fetch")
        .start(
            () -> {
              Clearance clearance = fetched(destination, request, insert);
              try {
                loop.execute(() -> answer.accept(clearance));
              } catch (RejectedExecutionException e) {
                events.failed(destination, "The session ended before the key was there.");
              }
            });
  }

  private Clearance fetched(Destination destination, RequestHead request, KeyPlan.Insert insert) {
    String key;
    try {
      key = keys.key(insert.credential());
    } catch (CredentialException e) {
      return noKey(destination, request, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return noKey(
          destination,
          request,
          "The credential %s can't be had: %s."
              .formatted(insert.credential().name(), e.getClass().getSimpleName()));
    }
    if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return noKey(
          destination,
          request,
          "The credential %s is empty or has characters that no header can carry."
              .formatted(insert.credential().name()));
    }
    tell(destination, request, insert.credential().name());
    return new Clearance.Cleared(
        uncompressed(insert.fields(key)),
        Optional.of(new Echo(insert.credential(), insert.secrets(key))));
  }

  /** A compressed answer could not be searched for the key. */
  private static List<HeaderField> uncompressed(List<HeaderField> fields) {
    List<HeaderField> asked = new ArrayList<>(fields);
    asked.removeIf(field -> field.is(ACCEPT_ENCODING));
    asked.add(new HeaderField(ACCEPT_ENCODING, "identity"));
    return asked;
  }

  private Clearance noKey(Destination destination, RequestHead request, String reason) {
    return denied(
        502,
        new Refusal(
            RequestPolicy.target(destination, request),
            "credential-unavailable",
            reason,
            "See `credential` in the profile (%s).".formatted(destination.origin())));
  }

  private void tell(Destination destination, RequestHead request, String credential) {
    if (destination.isRead()) {
      events.requested(destination, request.method(), Shown.text(request.path()), credential);
    }
  }
}
