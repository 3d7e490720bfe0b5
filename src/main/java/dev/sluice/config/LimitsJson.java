package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.limit.Limits;

/** Limits as documents and answers write them, whoever's they are. */
public final class LimitsJson {

  private LimitsJson() {}

  /** Adds the members; what is not limited is null, and no budget is an empty object. */
  public static void put(ObjectNode json, Limits limits) {
    ObjectNode budgets = json.putObject("budgets");
    limits.budgets().forEach((window, money) -> budgets.put(window.id(), money.toString()));
    json.put("rpm", limits.requestsPerMinute().orElse(null));
    json.put("tpm", limits.tokensPerMinute().orElse(null));
    json.put("concurrent", limits.concurrent().orElse(null));
    json.put("sessions", limits.sessions().orElse(null));
  }
}
