package dev.sluice.proxy;

import dev.sluice.ledger.Billed;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.price.Prices;
import dev.sluice.limit.Ask;
import dev.sluice.limit.UsualCosts;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What requests are likely to use, and what attempts did, as limits count it. */
record Charges(Prices prices, UsualCosts usual) {

  /* A token is about so many bytes of a request. */
  private static final int BYTES_A_TOKEN = 4;

  /* What a model usually says, in tokens; far below what clients allow it to say. */
  private static final int USUAL_ANSWER = 512;

  Ask likely(
      String model, int bodyBytes, BigDecimal multiplier, Optional<String> session, Instant now) {
    int prompt = bodyBytes / BYTES_A_TOKEN;
    var usage = new Usage(prompt, USUAL_ANSWER, 0, 0, 0, true);
    long guess = nanos(prices.cost(model, now, usage, multiplier));
    return new Ask(prompt + USUAL_ANSWER, Math.max(guess, usual.of(model)), session);
  }

  static long tokens(Billed billed) {
    return billed.usage().promptTokens() + billed.usage().outputTokens();
  }

  long nanos(Billed billed, Instant now) {
    return nanos(prices.cost(billed.model(), now, billed.usage(), billed.multiplier()));
  }

  /* What has no price is shown as unpriced by the books, and uses up no budget. */
  private static long nanos(Cost cost) {
    return switch (cost) {
      case Cost.Priced(var amount, _, _) -> amount.nanos();
      case Cost.Unpriced _ -> 0;
    };
  }
}
