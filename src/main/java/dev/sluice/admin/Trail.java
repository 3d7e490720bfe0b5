package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.access.AuditEntry;
import dev.sluice.access.AuditNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where it is noted what operators did. What is done is done: a note that cannot be kept is told to
 * the operator's log.
 */
public record Trail(Function<AuditNote, CompletionStage<AuditEntry>> keeping) {

  private static final Logger log = LoggerFactory.getLogger(Trail.class);

  /* One line for people; the prices themselves stand in the price table. */
  private static final int MOST_NAMED = 20;

  /** Completes, never with a failure, once the note is kept or given up. */
  public CompletionStage<Void> note(AuditNote note) {
    return keeping
        .apply(note)
        .handle((_, failure) -> {
          if (failure != null) {
            log.warn("{} is missing in the audit trail: {}", note, failure.getMessage());
          }
          return null;
        });
  }

  /** What was said of prices: {@code items} have new ones, {@code remove} none of their own. */
  public static AuditNote ofPrices(Instant now, String author, JsonNode said) {
    List<String> models = new ArrayList<>();
    said.path("items").forEach(each -> models.add(price(each)));
    said.path("remove").forEach(each -> models.add(cut(each.asText()) + " removed"));
    return new AuditNote(now, author, "set prices", "", few(models));
  }

  private static String price(JsonNode said) {
    return cut(said.path("model").asText())
        + " "
        + cut(said.path("input").asText())
        + "/"
        + cut(said.path("output").asText());
  }

  /** A list that was taken over, as its answer tells of it. */
  public static AuditNote ofList(Instant now, String author, JsonNode told) {
    String detail =
        told.path("added").asInt() + " new, " + told.path("changed").asInt() + " changed";
    return new AuditNote(now, author, "sync prices", "", detail);
  }

  /** Costs that were computed again, as the answer tells of them. */
  public static AuditNote ofCosts(Instant now, String author, JsonNode told) {
    String detail =
        told.path("changed").asText("") + " attempts of " + told.path("attempts").asText("");
    return new AuditNote(now, author, "recompute costs", "", detail);
  }

  private static String cut(String text) {
    return RequestCheck.cut(text.replaceAll("\\p{Cntrl}", "?"));
  }

  private static String few(List<String> all) {
    int named = Math.min(all.size(), MOST_NAMED);
    String more = all.size() > named ? " and " + (all.size() - named) + " more" : "";
    return String.join(", ", all.subList(0, named)) + more;
  }
}
