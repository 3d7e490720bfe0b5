package dev.sluice.proxy;

import dev.sluice.upstream.Reading;

/** Where the last byte that went out stands. */
enum At {
  EVENT_END,
  INSIDE_EVENT;

  static At of(Reading reading) {
    return reading.betweenEvents() ? EVENT_END : INSIDE_EVENT;
  }
}
