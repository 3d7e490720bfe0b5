package dev.sluice.admin;

import dev.sluice.access.AuditEntry;
import dev.sluice.access.AuditNote;
import dev.sluice.access.Budgets;
import dev.sluice.access.Registry;
import dev.sluice.access.TermsJson;
import java.util.concurrent.CompletionStage;

/**
 * Where keys are handed out.
 *
 * @param budgets what is used; of a gateway that does not run, nothing
 */
public record AccessDesk(Registry registry, Budgets budgets, TermsJson json) {

  CompletionStage<AuditEntry> note(AuditNote note) {
    return registry.note(note);
  }
}
