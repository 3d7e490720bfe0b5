package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.MessageRequest;

/** stub */
public final class TokenEstimate {
  private TokenEstimate() {}

  public static long of(MessageRequest request, String model) {
    return 1;
  }
}
