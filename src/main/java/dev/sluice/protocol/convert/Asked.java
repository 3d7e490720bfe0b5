package dev.sluice.protocol.convert;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a caller asked outside its body.
 *
 * @param model that the path names; empty where the body does
 * @param streams whether the path asks for a stream
 * @param array whether that stream is a JSON array instead of events
 * @param headers one of the caller's headers by its lower-case name
 */
public record Asked(
    String model, boolean streams, boolean array, Function<String, Optional<String>> headers) {

  /** Nothing outside the body. */
  public static final Asked NOTHING = new Asked("", false, false, _ -> Optional.empty());
}
