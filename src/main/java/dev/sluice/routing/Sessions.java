package dev.sluice.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.routing.Binding.Standing;
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

  /**
   * Keeps parallel first requests together: whoever plans first decides.
   *
   * @param stale the place that was found and cannot serve, which gives way
   * @return where another request has taken the conversation meanwhile; empty: to {@code first}
   */
  public Optional<Binding> propose(SessionKey session, Optional<Binding> stale, Candidate first) {
    Binding agreed =
        places
            .asMap()
            .compute(
                session,
                (_, place) ->
                    place == null || Optional.of(place).equals(stale)
                        ? Binding.to(first, Standing.PROPOSED)
                        : place);
    return Optional.of(agreed).filter(place -> !place.names(first));
  }

  /** An answer has come: the conversation stays where it came from. */
  public void confirm(SessionKey session, Candidate served) {
    places.put(session, Binding.to(served, Standing.CONFIRMED));
  }

  /** The place failed; a place taken meanwhile stays. */
  public void leave(SessionKey session, Candidate failed) {
    places.asMap().computeIfPresent(session, (_, place) -> place.names(failed) ? null : place);
  }

  /** An answer broke off there, with the caller watching: the next request goes elsewhere. */
  public void avoid(SessionKey session, Candidate broken) {
    places
        .asMap()
        .computeIfPresent(
            session,
            (_, place) -> place.names(broken) ? Binding.to(broken, Standing.BROKEN) : place);
  }

  public long size() {
    return places.estimatedSize();
  }
}
