package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.NearestNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An object whose members have fixed names; any other name in it is a problem. */
final class Members {

  private static final long MAX_MS = Integer.MAX_VALUE;
  private static final int SHOWN = 40;

  private final ObjectNode object;
  private final String pointer;
  private final Problems problems;

  private Members(ObjectNode object, String pointer, Problems problems) {
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  /**
   * @param later names that the document will have one day
   */
  static Optional<Members> of(Place place, List<String> known, Set<String> later) {
    Optional<Members> members = of(place);
    members.ifPresent(found ->
        found
            .object
            .fieldNames()
            .forEachRemaining(name -> found.refuseUnknown(name, known, later)));
    return members;
  }

  static Optional<Members> of(Place place, List<String> known) {
    return of(place, known, Set.of());
  }

  /** An object in which even a member's name may be a secret by mistake. */
  static Optional<Members> secretive(Place place, List<String> known) {
    Optional<Members> members = of(place);
    members.ifPresent(found ->
        found.object.fieldNames().forEachRemaining(name -> found.refuseHidden(name, known)));
    return members;
  }

  private static Optional<Members> of(Place place) {
    return place.object().map(object -> new Members(object, place.pointer(), place.problems()));
  }

  private void refuseHidden(String name, List<String> known) {
    if (!NearestNames.of(name, known, 1).isEmpty()) {
      refuseUnknown(name, known, Set.of());
    } else {
      problems.add(pointer, "unknown member (known: " + String.join(", ", known) + ")");
    }
  }

  private void refuseUnknown(String name, List<String> known, Set<String> later) {
    if (later.contains(name)) {
      problems.add(Place.below(pointer, name), "not built yet (expected: absent)");
    } else if (!known.contains(name)) {
      String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name;
      problems.add(
          Place.below(pointer, shown), "unknown member (" + Problems.nearest(shown, known) + ")");
    }
  }

  String pointer() {
    return pointer;
  }

  Problems problems() {
    return problems;
  }

  Optional<Place> get(String name) {
    JsonNode node = object.get(name);
    return node == null
        ? Optional.empty()
        : Optional.of(new Place(node, Place.below(pointer, name), problems));
  }

  /** A member that may also be {@code null} to mean absent. */
  Optional<Place> getUnlessNull(String name) {
    return get(name).filter(place -> !place.node().isNull());
  }

  Optional<Place> required(String name, String expected) {
    Optional<Place> place = get(name);
    if (place.isEmpty()) {
      problems.add(Place.below(pointer, name), "missing (expected: " + expected + ")");
    }
    return place;
  }

  List<Place> items(String name) {
    return get(name).map(Place::items).orElse(List.of());
  }

  boolean flag(String name, boolean fallback) {
    return get(name).flatMap(Place::flag).orElse(fallback);
  }

  int number(String name, int fallback, int min, int max) {
    return get(name)
        .flatMap(place -> place.number(min, max))
        .map(Math::toIntExact)
        .orElse(fallback);
  }

  Duration millis(String name, Duration fallback) {
    return millis(name, fallback, 1);
  }

  Duration millis(String name, Duration fallback, long min) {
    return get(name)
        .flatMap(place -> place.number(min, MAX_MS))
        .map(Duration::ofMillis)
        .orElse(fallback);
  }
}
