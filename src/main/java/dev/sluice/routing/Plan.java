package dev.sluice.routing;

import dev.sluice.base.Words;
import dev.sluice.channel.Channel;
import java.util.List;

/** What is to be tried for a request, or why nothing is. */
public sealed interface Plan {

  /** Channels that take the model but have nothing to offer at all. */
  List<Avoided> avoided();

  /**
   * @param candidates all keys of a channel together, the first to try first; never empty
   * @param bound whether the first is where the conversation has been served before
   * @param setBack channels that rest, and so stand behind others of their tier
   */
  record Ordered(
      List<Candidate> candidates, boolean bound, List<Avoided> avoided, List<Avoided> setBack)
      implements Plan {}

  /**
   * No channel of this protocol takes the model.
   *
   * @param nearest names that would be taken
   */
  record UnknownModel(String model, List<String> nearest, List<Avoided> avoided) implements Plan {}

  /** Channels take the model but none can be asked now, or there is none at all. */
  record Nothing(List<Avoided> avoided) implements Plan {}

  /** A channel that is no candidate, or a late one. */
  record Avoided(Channel channel, Words reason) {}
}
