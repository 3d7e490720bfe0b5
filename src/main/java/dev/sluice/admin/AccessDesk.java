package dev.sluice.admin;

import dev.sluice.access.Budgets;
import dev.sluice.access.Registry;
import dev.sluice.access.TermsJson;

/**
 * Where keys are handed out.
 *
 * @param budgets what is used; of a gateway that does not run, nothing
 */
public record AccessDesk(Registry registry, Budgets budgets, TermsJson json) {

  Trail trail() {
    return new Trail(registry::note);
  }
}
