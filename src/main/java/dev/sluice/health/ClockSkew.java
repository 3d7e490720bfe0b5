package dev.sluice.health;

import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How far two clocks are apart. */
public final class ClockSkew {

  private static final Duration NOTABLE = Duration.ofSeconds(30);
  private static final Duration HARMFUL = Duration.ofMinutes(5);

  private ClockSkew() {}

  /** By the {@code Date} header of an answer; empty when it has none that can be read. */
  static Optional<Finding> byHeader(Words group, String date, Instant now) {
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(between(group, theirs, now, words("the upstream's")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * @param whose the other clock, as a report names it
   */
  public static Finding between(Words group, Instant theirs, Instant ours, Words whose) {
    Duration apart = Duration.between(theirs, ours);
    long seconds = apart.abs().toSeconds();
    Words check = words("clock");
    if (apart.abs().compareTo(NOTABLE) < 0) {
      return Finding.ok(group, check, words("within {} s of {}", NOTABLE.toSeconds(), whose));
    }
    Words seen =
        apart.isNegative()
            ? words("{} s behind {} clock", seconds, whose)
            : words("{} s ahead of {} clock", seconds, whose);
    Words fix = words("set this machine's clock by NTP (timedatectl set-ntp true)");
    return apart.abs().compareTo(HARMFUL) < 0
        ? Finding.warning(group, check, seen, fix)
        : Finding.failed(group, check, seen, fix);
  }
}
