package dev.sluice.access;

import dev.sluice.limit.Limiter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Puts on each account what was spent before this start: else a restart would be a new budget. */
public record Restoring(PastSpending past, Limiter limiter, InstantSource clock) {

  CompletionStage<Void> of(Directory directory) {
    Instant now = clock.instant();
    Set<String> subjects = directory.subjects();
    return past.until(now).thenAccept(all -> all.forEach(each -> restore(each, subjects, now)));
  }

  private void restore(PastSpending.Spent spent, Set<String> subjects, Instant now) {
    String channel = Budgets.CHANNEL + spent.channel();
    for (String subject : List.of("key:" + spent.key(), "user:" + spent.user(), channel)) {
      if (subjects.contains(subject) || subject.equals(channel)) {
        limiter.restore(subject, spent.nanos(), spent.at(), now);
      }
    }
  }
}
