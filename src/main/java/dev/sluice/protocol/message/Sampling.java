package dev.sluice.protocol.message;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How the next token is drawn and where the answer stops.
 *
 * @param temperature 0 to 2
 * @param stopSequences none of them empty
 */
public record Sampling(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalLong topK,
    List<String> stopSequences) {

  public static final Sampling UNSAID =
      new Sampling(OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(), List.of());

  public Sampling {
    stopSequences = List.copyOf(stopSequences);
  }
}
