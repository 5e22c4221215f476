package dev.paddock.egress;

import dev.paddock.credentials.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done about keys in a request's head. */
sealed interface KeyPlan {
  /** Nothing but what these fields say goes out. */
  record Plain(List<HeaderField> fields) implements KeyPlan {}

  /** The credential's key is put into these fields. */
  record Insert(Credential credential, List<Place> places) implements KeyPlan {
    /** The fields as they go out. */
    List<HeaderField> fields(String key) {
      return places.stream().map(place -> place.fill(key)).toList();
    }

    /** Every form in which the key goes out, longest first. */
    List<String> secrets(String key) {
      List<String> secrets = new ArrayList<>();
      for (Place place : places) {
        place.slot().filter(KeySlot::basic).ifPresent(slot -> secrets.add(slot.encoded(key)));
      }
      secrets.add(key);
      return secrets;
    }
  }

  /** The request shows a key that is not the session's. */
  record Foreign(String rule, String reason) implements KeyPlan {}

  /** A field, and where in it the key goes. */
  record Place(HeaderField field, Optional<KeySlot> slot) {
    HeaderField fill(String key) {
      return slot.map(where -> new HeaderField(field.name(), where.fill(key))).orElse(field);
    }
  }

  /**
   * Plans for a destination.
   *
   * <p>Without any credential, what a request shows is its own affair. Else each header in which
   * keys travel holds the placeholder, once; it is left out where the rule that allows the request
   * has no credential, and added where the request has none.
   *
   * @param own the credential of the rule that allows the request
   */
  static KeyPlan of(Destination destination, Optional<Credential> own, List<HeaderField> fields) {
    List<Credential> known = destination.credentials();
    if (known.isEmpty()) {
      return new Plain(fields);
    }
    List<Place> places = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (HeaderField field : fields) {
      if (!carriesKeys(field, known)) {
        places.add(new Place(field, Optional.empty()));
        continue;
      }
      if (seen.contains(field.lowerCaseName())) {
        return new Foreign(
            "duplicate-key-header",
            "The request has more than one " + Shown.text(field.name()) + " header.");
      }
      seen.add(field.lowerCaseName());
      Optional<KeySlot> slot =
          own.flatMap(credential -> KeySlot.find(field.value(), credential.placeholder()));
      if (slot.isPresent()) {
        places.add(new Place(field, slot));
      } else if (known.stream()
          .allMatch(other -> KeySlot.find(field.value(), other.placeholder()).isEmpty())) {
        return new Foreign(
            "foreign-key",
            "The header %s holds a key that is not this session's, and %s has a credential of its own."
                .formatted(Shown.text(field.name()), destination.host()));
      }
    }
    if (own.isEmpty()) {
      return new Plain(places.stream().map(Place::field).toList());
    }
    if (places.stream().noneMatch(place -> place.slot().isPresent())) {
      places.add(added(own.get()));
    }
    return new Insert(own.get(), List.copyOf(places));
  }

  /** Plans for a request, whose query may show a key as well. */
  static KeyPlan of(Destination destination, Optional<Credential> own, RequestHead request) {
    List<Credential> known = destination.credentials();
    return known.isEmpty()
        ? new Plain(request.fields())
        : Query.of(request.target()).stream()
            .filter(parameter -> isForeign(parameter, known))
            .findFirst()
            .<KeyPlan>map(
                parameter ->
                    new Foreign(
                        "foreign-key",
                        "The parameter %s of the query holds a key that is not this session's, and %s has a credential of its own."
                            .formatted(Shown.text(parameter.name()), destination.host())))
            .orElseGet(() -> of(destination, own, request.fields()));
  }

  private static boolean isForeign(Query.Parameter parameter, List<Credential> known) {
    return FieldTable.KEY_PARAMETERS.contains(parameter.name())
        && !KeySlot.isNoKey(parameter.value())
        && known.stream().noneMatch(own -> own.placeholder().equals(parameter.value()));
  }

  private static boolean carriesKeys(HeaderField field, List<Credential> known) {
    return FieldTable.KEYS.contains(field.name())
        || known.stream().anyMatch(credential -> field.is(credential.header()));
  }

  private static Place added(Credential credential) {
    int at = credential.format().indexOf("{}");
    String before = at < 0 ? "" : credential.format().substring(0, at);
    String after = at < 0 ? "" : credential.format().substring(at + 2);
    return new Place(
        new HeaderField(credential.header(), credential.placeholder()),
        Optional.of(new KeySlot(before, after, false)));
  }
}
