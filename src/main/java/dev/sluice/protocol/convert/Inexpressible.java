package dev.sluice.protocol.convert;

/** A request that would not be the same without what the other side cannot express. */
public final class Inexpressible extends Exception {

  private static final long serialVersionUID = 1;

  private final String part;

  /**
   * @param part the block or member, as the caller's protocol spells it
   * @param why in words that follow it, and what to do: {@code "is not understood by ...; use ..."}
   */
  public Inexpressible(String part, String why) {
    super(part + " " + why);
    this.part = part;
  }

  public Inexpressible(Part part, String why) {
    this(part.text(), why);
  }

  /** Part and reason in one sentence. */
  public String why() {
    return String.valueOf(getMessage());
  }

  public String part() {
    return part;
  }
}
