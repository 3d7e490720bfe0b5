package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.AuthScheme;
import dev.sluice.protocol.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "edit",
    description = "Changes what is named of a channel and leaves the rest as it is.",
    footer = {
      "",
      "Its id stays, also with another name. --key and --models replace what there is; sluice key",
      "adds and removes single keys. --unset takes a member back to its default.",
      "",
      "Examples:",
      "  sluice channel edit main --priority 1 --model-map 'claude-haiku-*=small'",
      "  sluice channel edit main --unset proxy --unset modelMap"
    })
final class ChannelEditCommand implements Callable<Integer> {

  /** The members that a channel may lack. */
  private static final List<String> OPTIONAL =
      List.of(
          "name",
          "auth",
          "enabled",
          "priority",
          "weight",
          "groups",
          "models",
          "modelMap",
          "headers",
          "proxy",
          "timeouts",
          "http2",
          "maxConcurrent",
          "costMultiplier",
          "limits");

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "CHANNEL", description = "Its id or name.")
  private String channel = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "anthropic, openai-chat, openai-responses or gemini.")
  private Optional<String> type = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "With or without /v1; ending in # to be used exactly as it stands.")
  private Optional<String> baseUrl = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Instead of all its keys: the key, env:NAME, file:PATH, or - for a line of standard"
              + " input; repeatable.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--auth",
      paramLabel = "SCHEME",
      description = "auto, x-api-key, bearer, both, x-goog-api-key or passthrough.")
  private Optional<String> auth = Optional.empty();

  @Option(names = "--priority", paramLabel = "N", description = "Lower is tried first.")
  private Optional<Integer> priority = Optional.empty();

  @Option(names = "--weight", paramLabel = "N", description = "For random.")
  private Optional<Integer> weight = Optional.empty();

  @Option(
      names = "--model-map",
      paramLabel = "FROM=TO",
      description = "Adds to the map or changes it: requested to upstream model; repeatable.")
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

  @Option(
      names = "--http2",
      negatable = true,
      description = "Speaks HTTP/2 with the upstream, or does not.")
  private Optional<Boolean> http2 = Optional.empty();

  @Option(
      names = "--unset",
      paramLabel = "MEMBER",
      description =
          "Takes a member back to its default, such as proxy, modelMap or headers; repeatable.")
  private List<String> unset = new ArrayList<>();

  ChannelEditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    ObjectNode patch = patch();
    if (patch.isEmpty()) {
      throw new UsageException("channel edit: nothing to change (expected: an option that does)");
    }
    output.done(terminal, Channels.of(file, terminal).edit(channel, patch));
    if (file.remote(terminal).isEmpty()) {
      for (var key : patch.path("keys")) {
        Secrets.warn(terminal, file.path(terminal), key.path("secret").asText());
      }
    }
    return ExitCode.DONE;
  }

  private ObjectNode patch() throws IOException {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    type.ifPresent(text -> patch.put("type", knownType(text)));
    name.ifPresent(text -> patch.put("name", text));
    baseUrl.ifPresent(text -> patch.put("baseUrl", text));
    for (String key : keys) {
      patch.withArray("/keys").addObject().put("secret", Secrets.read(terminal, key));
    }
    auth.ifPresent(text -> patch.put("auth", knownAuth(text)));
    priority.ifPresent(number -> patch.put("priority", number));
    weight.ifPresent(number -> patch.put("weight", number));
    models.forEach(glob -> patch.withArray("/models").add(glob));
    if (!modelMap.isEmpty()) {
      ChannelAddCommand.pairs(modelMap).forEach(patch.putObject("modelMap")::put);
    }
    proxy.ifPresent(url -> patch.putObject("proxy").put("url", url));
    http2.ifPresent(on -> patch.put("http2", on));
    unset.forEach(member -> unset(patch, member));
    return patch;
  }

  private static String knownType(String text) {
    var types = Arrays.asList(Protocol.values());
    return Choice.of("--type", text, types, Protocol::id, ChannelAddCommand.LATER).id();
  }

  private static String knownAuth(String text) {
    var schemes = Arrays.asList(AuthScheme.values());
    return Choice.of("--auth", text, schemes, AuthScheme::id, List.of()).id();
  }

  private static void unset(ObjectNode patch, String member) {
    Choice.of("--unset", member, OPTIONAL, name -> name, List.of());
    if (patch.has(member)) {
      throw new UsageException(
          "--unset: \"" + member + "\" is given a value too (expected: one of both)");
    }
    patch.putNull(member);
  }
}
