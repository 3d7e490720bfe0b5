package dev.sluice.protocol;

/**
 * What one protocol's events mean. Made per response, used by one thread.
 *
 * <p>An event is first glanced at. When that does not settle it, the reader is told that it opens,
 * hears of its members, and concludes.
 */
public interface EventReader extends Members {

  /** What the first bytes of an event tell. */
  enum Glance {
    /** A sign of life and nothing else. */
    PING,
    /** Part of the answer; once content was seen it tells nothing new. */
    ORDINARY,
    /** To be read. */
    TELLING,
    /** The end, in a form that is no JSON. */
    END
  }

  Glance glance(SseEvent event);

  /** Forgets what was heard of the event before. */
  void open(SseEvent event);

  /** Marks what the event has reached; false when it was no more than a sign of life. */
  boolean conclude(Milestones reached);

  /** By the last cumulative figures. */
  Usage usage();
}
