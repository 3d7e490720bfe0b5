package dev.sluice.admin.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Sessions that were signed out of before they expired, for the whole process. */
final class EndedSignIns {

  private static final int MOST = 10_000;

  private final Cache<String, Boolean> ended =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(SignInRules.REMEMBERED.plus(Duration.ofDays(1)))
          .executor(Runnable::run)
          .build();

  void add(String id) {
    ended.put(id, true);
  }

  boolean has(String id) {
    return ended.getIfPresent(id) != null;
  }
}
