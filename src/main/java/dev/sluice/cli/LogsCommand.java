package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the gateway has been asked, and what became of it. */
@Command(
    name = "logs",
    description = "Shows the requests that the gateway has served or refused.",
    footer = {
      "",
      "Examples:",
      "  sluice logs -f",
      "  sluice logs --status 5xx --since 1h",
      "  sluice logs -n 200 --channel main -o json",
      "  sluice logs show req_0123456789abcdefghjk"
    })
final class LogsCommand implements Callable<Integer> {

  private static final int PAGE = 500;
  private static final int MOST = 100_000;
  private static final Set<String> APART =
      Set.of(
          "passedOver",
          "attempts",
          "requestHeaders",
          "requestBody",
          "responseHeaders",
          "responseBody");

  private final Terminal terminal;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with the requests that end from now on.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "So many of the last requests (default: 20).")
  private int lines = 20;

  @Mixin private LogFilters filters = new LogFilters();
  @Mixin private LogSource log = new LogSource();
  @Mixin private Output output = new Output();

  LogsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    if (lines < 1 || lines > MOST) {
      throw new UsageException("-n: " + lines + " (expected: 1 to " + MOST + ")");
    }
    Map<String, String> wanted = filters.parameters();
    ObjectNode last;
    try (RequestSource source = log.open(terminal)) {
      last = last(source, wanted);
    }
    List<JsonNode> requests = new ArrayList<>();
    last.path("items").forEach(requests::add);
    if (follow) {
      var following = new Following(wanted, request -> print(request, json));
      following.begin(requests);
      following.follow(log, terminal);
    } else if (json) {
      Output.tree(terminal, last);
    } else {
      table(requests);
    }
    return ExitCode.DONE;
  }

  private ObjectNode last(RequestSource source, Map<String, String> wanted)
      throws IOException, InterruptedException {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    var items = all.putArray("items");
    all.putNull("next");
    while (items.size() < lines) {
      wanted.put("limit", Integer.toString(Math.min(PAGE, lines - items.size())));
      ObjectNode page = source.page(wanted);
      page.path("items").forEach(items::add);
      JsonNode next = page.path("next");
      all.set("next", next.isTextual() ? next : NullNode.getInstance());
      if (!next.isTextual()) {
        break;
      }
      wanted.put("cursor", next.textValue());
    }
    wanted.remove("cursor");
    wanted.remove("limit");
    return all;
  }

  private void print(JsonNode request, boolean json) {
    terminal.out().println(json ? request.toString() : RequestLines.line(request));
    terminal.out().flush();
  }

  private void table(List<JsonNode> newestFirst) {
    if (newestFirst.isEmpty()) {
      terminal.out().println("No request is in the log that fits.");
      return;
    }
    Table table = RequestLines.table();
    newestFirst.reversed().forEach(request -> table.row(RequestLines.cells(request)));
    table.print(terminal);
  }

  @Command(
      description = "Shows a request whole, with its attempts.",
      footer = {"", "Example:", "  sluice logs show req_0123456789abcdefghjk"})
  int show(
      @Parameters(paramLabel = "ID", description = "As x-sluice-request-id says.") String id,
      @Mixin LogSource from,
      @Mixin Output as)
      throws Exception {
    boolean json = as.json();
    ObjectNode request;
    try (RequestSource source = from.open(terminal)) {
      request = source.one(id);
    }
    if (json) {
      Output.tree(terminal, request);
      return ExitCode.DONE;
    }
    var table = new Table("MEMBER", "VALUE");
    request
        .properties()
        .forEach(member -> {
          if (!member.getValue().isNull() && !APART.contains(member.getKey())) {
            table.row(member.getKey(), shown(member.getValue()));
          }
        });
    request
        .path("passedOver")
        .forEach(each -> table.row("passed over", RequestLines.passedOver(each)));
    request.path("attempts").forEach(each -> table.row("attempt", RequestLines.attempt(each)));
    table.print(terminal);
    BodyText.print(terminal, "Request headers", request.path("requestHeaders"));
    BodyText.print(terminal, "Request body", request.path("requestBody"));
    BodyText.print(terminal, "Response headers", request.path("responseHeaders"));
    BodyText.print(terminal, "Response body", request.path("responseBody"));
    return ExitCode.DONE;
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? value.textValue().replaceAll("\\p{Cntrl}", "?") : value.toString();
  }
}
