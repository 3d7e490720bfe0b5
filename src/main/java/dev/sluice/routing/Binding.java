package dev.sluice.routing;

/**
 * Where a conversation is served.
 *
 * @param confirmed whether an answer has come from there; until then it only keeps a client's first
 *     parallel requests together
 */
public record Binding(String channelId, String keyId, boolean confirmed) {

  boolean names(Candidate candidate) {
    return channelId.equals(candidate.channel().id()) && keyId.equals(candidate.key().id());
  }

  static Binding to(Candidate candidate, boolean confirmed) {
    return new Binding(candidate.channel().id(), candidate.key().id(), confirmed);
  }
}
