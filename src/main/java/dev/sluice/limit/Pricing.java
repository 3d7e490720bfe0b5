package dev.sluice.limit;

/** What requests cost, in nano-dollars, as far as limits have to know. */
public interface Pricing {

  /** Nobody knows a price: budgets are never used up. */
  Pricing NONE =
      new Pricing() {
        @Override
        public long estimate(String model, long promptTokens) {
          return 0;
        }

        @Override
        public long cost(Served served) {
          return 0;
        }
      };

  /** What a request is likely to cost, its usual answer included. */
  long estimate(String model, long promptTokens);

  long cost(Served served);

  /**
   * What was served, every token counted once.
   *
   * @param channel that served
   * @param model as the upstream was asked for it
   */
  record Served(
      String channel,
      String model,
      long inputTokens,
      long outputTokens,
      long cacheReadTokens,
      long cacheWrite5mTokens,
      long cacheWrite1hTokens) {

    public long tokens() {
      return inputTokens + outputTokens + cacheReadTokens + cacheWrite5mTokens + cacheWrite1hTokens;
    }
  }
}
