package dev.sluice.proxy;

import dev.sluice.limit.Outcome;
import dev.sluice.protocol.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What a caller is told that is at one of its limits. */
final class BudgetWords {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);

  private static final long LONGEST_WAIT = 60;

  private BudgetWords() {}

  /* Claude Code knows these words, and asks no more until then. */
  static Account.Refusal of(Outcome.SpentUp spent, Instant now, ZoneId zone) {
    String message =
        spent(spent, zone)
            + ". The budget of "
            + whose(spent.subject())
            + " is "
            + spent.budget()
            + " US dollars; ask whoever runs this gateway for more";
    long seconds =
        spent
            .resets()
            .map(at -> Math.max(1, Duration.between(now, at).plusMillis(999).toSeconds()))
            .orElse(0L);
    return new Account.Refusal(
        new Fault(Fault.Kind.QUOTA_EXHAUSTED, message),
        Optional.of(new FinalAnswer.Advice(false, seconds)));
  }

  static Account.Refusal of(Outcome.Busy busy) {
    return new Account.Refusal(
        new Fault(
            Fault.Kind.RATE_LIMITED,
            reached(busy) + " for " + whose(busy.subject()) + "; ask again soon"),
        Optional.of(new FinalAnswer.Advice(true, seconds(busy.retryAfter()))));
  }

  static String spent(Outcome.SpentUp spent, ZoneId zone) {
    String resets =
        spent
            .resets()
            .map(at -> "; resets " + minute(at, zone))
            .orElse("; does not reset by itself");
    return "spend limit reached (" + spent.window().words() + resets + ")";
  }

  static String reached(Outcome.Busy busy) {
    long most = busy.limit();
    return switch (busy.reason()) {
      case REQUESTS_PER_MINUTE -> "rate limit reached: " + most + " requests per minute";
      case TOKENS_PER_MINUTE -> "rate limit reached: " + most + " tokens per minute";
      case CONCURRENT_REQUESTS -> "rate limit reached: " + most + " requests at once";
      case SESSIONS -> "rate limit reached: " + most + " sessions at once";
      case BUDGET_RESERVED -> "the rest of the budget is reserved by requests that run";
    };
  }

  /* Whoever comes back too early is told again; nobody waits longer than a minute. */
  private static long seconds(Duration wait) {
    return Math.clamp(wait.plusMillis(999).toSeconds(), 1, LONGEST_WAIT);
  }

  private static String whose(String subject) {
    return subject.startsWith("user:") ? "this key's owner" : "this key";
  }

  private static String minute(Instant at, ZoneId zone) {
    String text = MINUTE.format(at.atZone(zone));
    return text.replaceFirst(" (Z|Etc/UTC|GMT)$", " UTC");
  }
}
