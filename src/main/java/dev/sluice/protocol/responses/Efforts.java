package dev.sluice.protocol.responses;

import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.Effort;
import java.util.Optional;
import java.util.Set;

/** Reads {@code reasoning.effort}, of which clients know more than OpenAI's documentation. */
final class Efforts {

  private static final String MEMBER = "reasoning.effort";
  private static final Set<String> BEYOND = Set.of("ultra", "persistent");

  private Efforts() {}

  static Optional<Effort> read(JsonAt at, Losses losses) throws MalformedRequest {
    var reasoning = at.member("reasoning");
    if (reasoning.isEmpty()) {
      return Optional.empty();
    }
    reasoning.get().object();
    var said = reasoning.get().member("effort");
    if (said.isEmpty()) {
      return Optional.empty();
    }
    if (said.get().node().isNumber()) {
      losses.degraded(MEMBER, "as a number is left out");
      return Optional.empty();
    }
    String word = said.get().text();
    if (BEYOND.contains(word)) {
      losses.degraded(MEMBER, word + " becomes max");
      return Optional.of(Effort.MAX);
    }
    if (Effort.of(word).isEmpty()) {
      throw new MalformedRequest(
          said.get().pointer(),
          said.get().path()
              + ": is \""
              + word
              + "\"; send none, minimal, low, medium, high, xhigh or max");
    }
    return Effort.of(word);
  }
}
