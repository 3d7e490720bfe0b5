package dev.sluice.protocol.convert;

/**
 * What becomes of one part of a request.
 *
 * @param part as it is spelt where it comes from
 * @param note what it becomes, for people; may be empty
 */
public record Treatment(String part, Kind kind, String note) {

  /** From nothing lost to nothing sent. */
  public enum Kind {
    /** Arrives as it is. */
    CARRIED,
    /** Arrives as its counterpart. */
    MAPPED,
    /** Left out without a word: nothing of the answer depends on it. */
    DROPPED,
    /** Left out or only nearly the same; the caller is warned. */
    DEGRADED,
    /** The request is refused. */
    REFUSED
  }

  public static Treatment carried(Part part) {
    return new Treatment(part.text(), Kind.CARRIED, "");
  }

  public static Treatment mapped(Part part, String note) {
    return new Treatment(part.text(), Kind.MAPPED, note);
  }

  public static Treatment dropped(Part part, String note) {
    return new Treatment(part.text(), Kind.DROPPED, note);
  }

  public static Treatment degraded(Part part, String note) {
    return new Treatment(part.text(), Kind.DEGRADED, note);
  }

  public static Treatment refused(Part part, String note) {
    return new Treatment(part.text(), Kind.REFUSED, note);
  }
}
