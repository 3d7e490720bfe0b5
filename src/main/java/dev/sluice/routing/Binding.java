package dev.sluice.routing;

/** Where a conversation is served. */
public record Binding(String channelId, String keyId, Standing standing) {

  /** What the place is worth. */
  enum Standing {
    /** Keeps a client's first parallel requests together until an answer has come. */
    PROPOSED,
    CONFIRMED,
    /** An answer broke off there: the next request is to be served anywhere else. */
    BROKEN
  }

  boolean holds() {
    return standing != Standing.BROKEN;
  }

  boolean names(Candidate candidate) {
    return channelId.equals(candidate.channel().id()) && keyId.equals(candidate.key().id());
  }

  static Binding to(Candidate candidate, Standing standing) {
    return new Binding(candidate.channel().id(), candidate.key().id(), standing);
  }
}
