package dev.sluice.cli;

import dev.sluice.admin.AddChannel;
import dev.sluice.config.AuthScheme;
import dev.sluice.protocol.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "add",
    description = "Adds a channel at the end of the list.",
    footer = {
      "",
      "A key on the command line can be read by other users of this machine; --key - is safer.",
      "",
      "Examples:",
      "  sluice channel add --type anthropic --name main \\",
      "      --base-url https://api.anthropic.com --key env:ANTHROPIC_API_KEY",
      "  sluice channel add --type openai-chat --name spare --priority 1 \\",
      "      --base-url https://llm.example/v1 --key - --model-map 'claude-*=big-model'"
    })
final class ChannelAddCommand implements Callable<Integer> {

  /** Types that are promised. */
  static final List<String> LATER = List.of("antigravity", "codex", "kiro");

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "anthropic, openai-chat, openai-responses or gemini.")
  private String type = "";

  @Option(names = "--name", paramLabel = "NAME", description = "Default: the host.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--base-url",
      required = true,
      paramLabel = "URL",
      description = "With or without /v1; ending in # to be used exactly as it stands.")
  private String baseUrl = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key, env:NAME, file:PATH, or - for a line of standard input; repeatable.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--auth",
      paramLabel = "SCHEME",
      description = "auto, x-api-key, bearer, both, x-goog-api-key or passthrough.")
  private Optional<String> auth = Optional.empty();

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "Lower is tried first (default: 0).")
  private Optional<Integer> priority = Optional.empty();

  @Option(names = "--weight", paramLabel = "N", description = "For random (default: 1).")
  private Optional<Integer> weight = Optional.empty();

  @Option(
      names = "--model-map",
      paramLabel = "FROM=TO",
      description = "Requested to upstream model, * in FROM; repeatable.")
  private List<String> modelMap = new ArrayList<>();

  @Option(
      names = "--models",
      paramLabel = "GLOB",
      description = "Takes only requests for these models; repeatable.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = "Outbound http://, https:// or socks5:// proxy.")
  private Optional<String> proxy = Optional.empty();

  @Option(names = "--http2", description = "Speaks HTTP/2 with the upstream.")
  private boolean http2;

  ChannelAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    AddChannel command = command();
    output.done(terminal, Channels.of(file, terminal).add(command));
    if (file.remote(terminal).isPresent()) {
      return ExitCode.DONE;
    }
    for (String key : command.keys()) {
      Secrets.warn(terminal, file.path(terminal), key);
    }
    return ExitCode.DONE;
  }

  private AddChannel command() throws IOException {
    var schemes = Arrays.asList(AuthScheme.values());
    auth.ifPresent(scheme -> Choice.of("--auth", scheme, schemes, AuthScheme::id, List.of()));
    boolean needsKey = !auth.equals(Optional.of(AuthScheme.PASSTHROUGH.id()));
    if (keys.isEmpty() && needsKey) {
      throw new UsageException("--key: missing (expected: a key, or --auth passthrough)");
    }
    var secrets = new ArrayList<String>();
    for (String key : keys) {
      secrets.add(Secrets.read(terminal, key));
    }
    var types = Arrays.asList(Protocol.values());
    return new AddChannel(
        Choice.of("--type", type, types, Protocol::id, LATER).id(),
        name,
        baseUrl,
        secrets,
        auth,
        priority,
        weight,
        models,
        pairs(modelMap),
        proxy,
        http2);
  }

  static Map<String, String> pairs(List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int split = text.indexOf('=');
      if (split < 1 || split == text.length() - 1) {
        throw new UsageException("--model-map: \"" + text + "\" (expected: FROM=TO)");
      }
      pairs.put(text.substring(0, split), text.substring(split + 1));
    }
    return pairs;
  }
}
