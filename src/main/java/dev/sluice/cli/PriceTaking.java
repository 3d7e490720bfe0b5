package dev.sluice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.price.LiteLlmPrices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Shows what a list of prices would change, and takes it over when that is agreed. */
final class PriceTaking {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Terminal terminal;
  private final boolean yes;
  private final boolean dry;
  private final Output output;

  PriceTaking(Terminal terminal, boolean yes, boolean dry, Output output) {
    this.terminal = terminal;
    this.yes = yes;
    this.dry = dry;
    this.output = output;
  }

  /** A list from a file. */
  static JsonNode list(Path file) throws IOException {
    try {
      if (Files.size(file) > LiteLlmPrices.MOST_BYTES) {
        throw new GatewayFailed(
            ExitCode.INVALID,
            file + " is too long (expected: at most " + LiteLlmPrices.MOST_BYTES + " bytes)");
      }
      JsonNode list = JSON.readTree(Files.readAllBytes(file));
      if (list.isObject()) {
        return list;
      }
    } catch (NoSuchFileException e) {
      throw new GatewayFailed(ExitCode.NOT_FOUND, "there is no file " + file);
    } catch (JsonProcessingException e) {
      throw new GatewayFailed(ExitCode.INVALID, file + " is no JSON: " + e.getOriginalMessage());
    }
    throw new GatewayFailed(
        ExitCode.INVALID, file + " is no JSON object (expected: the format of LiteLLM)");
  }

  int take(RequestSource source, ObjectNode said) throws IOException, InterruptedException {
    boolean json = output.json();
    ObjectNode preview = source.syncPrices(said.put("apply", false));
    boolean changes = !preview.path("items").isEmpty();
    if ((yes || dry) && !json) {
      shown(preview);
    }
    boolean apply = changes && !dry && (yes || agreed(preview));
    ObjectNode done = apply ? source.syncPrices(said.put("apply", true)) : preview;
    if (json) {
      output.show(terminal, done);
    } else {
      terminal.out().println(apply ? "Taken over." : "Nothing has been changed.");
    }
    return ExitCode.DONE;
  }

  private boolean agreed(ObjectNode preview) throws IOException {
    shown(preview);
    return Consent.given(terminal, "Apply? [y/N] ");
  }

  private void shown(ObjectNode preview) {
    for (JsonNode each : preview.path("items")) {
      JsonNode before = each.path("before");
      terminal
          .out()
          .println(
              each.path("model").asText()
                  + ": "
                  + (before.isNull() ? "new" : rates(before))
                  + " -> "
                  + rates(each.path("after")));
    }
    terminal
        .out()
        .println(
            preview.path("added").asText()
                + " new, "
                + preview.path("changed").asText()
                + " changed, "
                + preview.path("unchanged").asText()
                + " unchanged, "
                + preview.path("pinned").size()
                + " kept as they were set");
  }

  private static String rates(JsonNode price) {
    return price.path("input").asText() + "/" + price.path("output").asText();
  }
}
