package dev.sluice.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/** The places of conversations, kept for a day after their last request. */
public final class Sessions {

  private static final Duration KEPT = Duration.ofHours(24);
  private static final long MOST = 200_000;

  private final Cache<SessionKey, Binding> places;

  public Sessions(Ticker clock) {
    places =
        Caffeine.newBuilder()
            .ticker(clock)
            .executor(Runnable::run)
            .expireAfterAccess(KEPT)
            .maximumSize(MOST)
            .build();
  }

  public Optional<Binding> of(SessionKey session) {
    return Optional.ofNullable(places.getIfPresent(session));
  }

  /** Keeps parallel first requests together: whoever plans first decides. */
  public Binding propose(SessionKey session, Candidate first) {
    Binding proposed = Binding.to(first, false);
    Binding earlier = places.asMap().putIfAbsent(session, proposed);
    return earlier == null ? proposed : earlier;
  }

  /** An answer has come: the conversation stays where it came from. */
  public void confirm(SessionKey session, Candidate served) {
    places.put(session, Binding.to(served, true));
  }

  /** The place failed; a place taken meanwhile stays. */
  public void leave(SessionKey session, Candidate failed) {
    places.asMap().computeIfPresent(session, (_, place) -> place.names(failed) ? null : place);
  }

  public long size() {
    return places.estimatedSize();
  }
}
