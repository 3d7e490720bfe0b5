package dev.sluice.cli.connect;

import dev.sluice.base.NearestNames;
import dev.sluice.cli.Consent;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.GatewayAccess;
import dev.sluice.cli.GatewayOptions;
import dev.sluice.cli.Terminal;
import dev.sluice.cli.UsageException;
import dev.sluice.cli.connect.Connection.Change;
import dev.sluice.cli.connect.Connection.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "connect",
    description = "Points a coding client at the gateway by merging its settings.",
    footer = {
      "",
      "Shows what would change, asks, keeps a backup beside the file, and leaves every other byte",
      "as it is. --undo gives the very bytes back.",
      "",
      "Examples:",
      "  sluice connect claude",
      "  sluice connect codex --url https://gateway.example --access-key - --yes",
      "  sluice connect gemini --undo"
    })
public final class ConnectCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Shell shell;

  @Parameters(
      paramLabel = "CLIENT",
      description = "claude, codex or gemini.",
      completionCandidates = Names.class)
  private String name = "";

  @Mixin private GatewayOptions gateway = new GatewayOptions();
  @Mixin private ClaudeFeatures features = new ClaudeFeatures();

  @Option(names = "--undo", description = "Takes back what connect did.")
  private boolean undo;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  /** What a shell may complete. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(Client.ALL.stream().map(Client::id).toList());
    }
  }

  public ConnectCommand(Terminal terminal, Shell shell) {
    this.terminal = terminal;
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Client client = client();
    if (!(client instanceof ClaudeCode) && features.any()) {
      throw new UsageException(features.names() + " are for claude alone");
    }
    var connection = Connection.of(client, shell);
    if (undo) {
      terminal.out().println(connection.undo());
    } else {
      connect(connection);
    }
    return ExitCode.DONE;
  }

  private Client client() {
    List<String> ids = Client.ALL.stream().map(Client::id).toList();
    int index = ids.indexOf(name);
    if (index >= 0) {
      return Client.ALL.get(index);
    }
    List<String> near = NearestNames.of(name, ids, 1);
    String nearest = near.isEmpty() ? "" : "; nearest: " + near.getFirst();
    throw new UsageException(
        "connect: \"" + name + "\" (expected: " + String.join(", ", ids) + nearest + ")");
  }

  private void connect(Connection connection) throws Exception {
    GatewayAccess access = gateway.access(terminal);
    Client client = connection.client();
    var settings = new ArrayList<Setting>(client.settings(access));
    settings.addAll(features.settings());
    Plan plan = connection.plan(settings);
    if (plan.changes().isEmpty()) {
      terminal
          .out()
          .println(
              client.title()
                  + " is connected to "
                  + access.url()
                  + " already; "
                  + connection.file().named()
                  + " stays as it is.");
    } else {
      show(connection, plan);
      confirm();
      connection.apply(plan);
      tell(connection, plan, access);
    }
    for (String rival : client.rivals(plan.after(), access, shell)) {
      terminal.err().println("sluice: note: " + rival);
    }
  }

  private void show(Connection connection, Plan plan) {
    PrintWriter out = terminal.out();
    String made = plan.before().isEmpty() ? " (new)" : "";
    out.println(connection.client().title() + ": " + connection.file().named() + made);
    for (Change change : plan.changes()) {
      Setting setting = change.setting();
      change
          .before()
          .ifPresent(old -> out.println("  - " + setting.name() + " = " + setting.shown(old)));
      out.println("  + " + setting.name() + " = " + setting.shown(setting.value()));
    }
  }

  private void confirm() throws IOException, ConnectFailed {
    if (!yes && !Consent.given(terminal, "Apply? [y/N] ")) {
      throw ConnectFailed.refused("nothing was changed; answer y, or give --yes");
    }
  }

  private void tell(Connection connection, Plan plan, GatewayAccess access) throws IOException {
    PrintWriter out = terminal.out();
    Client client = connection.client();
    if (plan.before().isPresent()) {
      out.println("Backup: " + connection.backup());
    }
    out.println(
        client.title()
            + " is connected to "
            + access.url()
            + "; undo: sluice connect "
            + client.id()
            + " --undo");
    if (connection.file().readByOthers()) {
      String file = connection.file().named().toString();
      terminal
          .err()
          .println(
              "sluice: note: " + file + " holds a key and others may read it; chmod 600 " + file);
    }
  }
}
