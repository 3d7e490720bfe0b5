package dev.sluice.protocol.convert;

/**
 * In what an upstream differs from the protocol that it speaks. What an upstream lacks is refused
 * or left out with a warning before it is asked.
 *
 * @param images whether pictures are understood
 * @param documents whether PDF is understood
 */
public record UpstreamOptions(boolean images, boolean documents) {

  /** The provider that the protocol comes from. */
  public static final UpstreamOptions DEFAULT = new UpstreamOptions(true, true);
}
