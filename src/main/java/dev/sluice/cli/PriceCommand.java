package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Money;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What models cost. */
@Command(
    name = "price",
    description = "Shows and changes what models cost, in US dollars per million tokens.",
    synopsisSubcommandLabel = "COMMAND")
final class PriceCommand {

  private final Terminal terminal;

  PriceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      description = "Lists the prices that are used today.",
      footer = {"", "Examples:", "  sluice price list", "  sluice price list sonnet --all"})
  int list(
      @Parameters(
              arity = "0..1",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Only models with this in their name.")
          String text,
      @Option(names = "--all", description = "Those too that others go before.") boolean all,
      @Mixin LogSource books,
      @Mixin Output output)
      throws Exception {
    boolean json = output.json();
    ObjectNode prices;
    try (RequestSource source = books.openOrMake(terminal)) {
      prices = source.prices();
    }
    var shown = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : prices.path("items")) {
      boolean named =
          each.path("model")
              .asText()
              .toLowerCase(Locale.ROOT)
              .contains(text.toLowerCase(Locale.ROOT));
      if (named && (all || each.path("holds").asBoolean())) {
        shown.add(each);
      }
    }
    if (json) {
      output.show(terminal, prices.<ObjectNode>set("items", shown));
    } else {
      table(shown);
    }
    return ExitCode.DONE;
  }

  private void table(JsonNode prices) {
    var table =
        new Table(
            "MODEL", "INPUT", "OUTPUT", "WRITE 5M", "WRITE 1H", "READ", "TIERS", "FROM", "SOURCE");
    for (JsonNode each : prices) {
      table.row(
          each.path("model").asText(),
          each.path("input").asText(),
          each.path("output").asText(),
          each.path("cacheWrite").asText(),
          each.path("cacheWrite1h").asText(),
          each.path("cacheRead").asText(),
          each.path("tiers").isEmpty() ? "" : String.valueOf(each.path("tiers").size()),
          each.path("from").asText(),
          each.path("source").asText());
    }
    table.print(terminal);
  }

  @Command(
      description = {
        "Says what a model costs; no list changes that any more.",
        "Cache prices that are left out are 1.25, 2 and 0.1 times the price of input."
      },
      footer = {
        "",
        "Examples:",
        "  sluice price set my-model --input 3 --output 15",
        "  sluice price set my-model --unset"
      })
  int set(
      @Parameters(paramLabel = "MODEL", description = "As the upstream is asked for it.")
          String model,
      @Option(names = "--input", paramLabel = "USD", defaultValue = "") String input,
      @Option(names = "--output", paramLabel = "USD", defaultValue = "") String outputPrice,
      @Option(names = "--cache-write", paramLabel = "USD", defaultValue = "") String write,
      @Option(names = "--cache-write-1h", paramLabel = "USD", defaultValue = "") String writeHour,
      @Option(names = "--cache-read", paramLabel = "USD", defaultValue = "") String read,
      @Option(
              names = "--web-search",
              paramLabel = "USD",
              defaultValue = "",
              description = "One search.")
          String search,
      @Option(
              names = "--from",
              paramLabel = "DAY",
              defaultValue = "",
              description = "From this day on: 2026-01-31.")
          String from,
      @Option(names = "--unset", description = "The lists decide again.") boolean unset,
      @Mixin LogSource books)
      throws Exception {
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    if (unset) {
      said.putArray("remove").add(model);
    } else {
      ObjectNode price = said.putArray("items").addObject().put("model", model);
      required(price, "input", "--input", input);
      required(price, "output", "--output", outputPrice);
      money(price, "cacheWrite", "--cache-write", write);
      money(price, "cacheWrite1h", "--cache-write-1h", writeHour);
      money(price, "cacheRead", "--cache-read", read);
      money(price, "webSearch", "--web-search", search);
      if (!from.isEmpty()) {
        price.put("from", from);
      }
    }
    try (RequestSource source = books.openOrMake(terminal)) {
      source.setPrices(said);
    }
    terminal
        .out()
        .println(
            unset ? model + " costs what the lists say" : model + " costs " + said.at("/items/0"));
    terminal
        .out()
        .println(
            "What was booked at another price keeps it until sluice price recompute --model "
                + model);
    return ExitCode.DONE;
  }

  private static void required(ObjectNode price, String member, String option, String text) {
    if (text.isEmpty()) {
      throw new UsageException(option + ": missing (expected: US dollars per million tokens)");
    }
    money(price, member, option, text);
  }

  private static void money(ObjectNode price, String member, String option, String text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      Money amount = Money.parse(text);
      if (amount.isNegative()) {
        throw new UsageException(option + ": " + text + " (expected: 0 or more)");
      }
      price.put(member, amount.toString());
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  @Command(
      description = {
        "Reads the list that SLUICE_PRICES_URL names, shows what would change, and takes it over.",
        "Prices that were set stay."
      },
      footer = {"", "Example:", "  sluice price sync --yes"})
  int sync(
      @Option(names = "--yes", description = "Does not ask.") boolean yes,
      @Option(names = "--dry-run", description = "Only shows what would change.") boolean dry,
      @Mixin LogSource books,
      @Mixin Output output)
      throws Exception {
    var taking = new PriceTaking(terminal, yes, dry, output);
    try (RequestSource source = books.openOrMake(terminal)) {
      return taking.take(source, JsonNodeFactory.instance.objectNode());
    }
  }

  @Command(
      description = {
        "Computes what was booked again, each attempt at the price that holds for its day.",
        "Shows first what would change."
      },
      footer = {
        "",
        "Examples:",
        "  sluice price recompute --model my-model",
        "  sluice price recompute --since 30d --yes"
      })
  int recompute(@Mixin Recomputing recomputing, @Mixin LogSource books, @Mixin Output output)
      throws Exception {
    ObjectNode said = recomputing.said();
    try (RequestSource source = books.open(terminal)) {
      return recomputing.run(source, said, terminal, output);
    }
  }

  @Command(
      name = "import",
      description = "Takes a list over from a file in the JSON format of LiteLLM.",
      footer = {"", "Example:", "  sluice price import prices.json --dry-run"})
  int fromFile(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--yes", description = "Does not ask.") boolean yes,
      @Option(names = "--dry-run", description = "Only shows what would change.") boolean dry,
      @Mixin LogSource books,
      @Mixin Output output)
      throws Exception {
    var taking = new PriceTaking(terminal, yes, dry, output);
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    said.set("list", PriceTaking.list(file));
    try (RequestSource source = books.openOrMake(terminal)) {
      return taking.take(source, said);
    }
  }
}
