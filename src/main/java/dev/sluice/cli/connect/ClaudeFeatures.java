package dev.sluice.cli.connect;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What Claude Code leaves off behind a gateway unless it is told that it works. */
final class ClaudeFeatures {

  @Option(
      names = "--model-discovery",
      description = "claude: lists the gateway's models in /model.")
  private boolean modelDiscovery;

  @Option(
      names = "--tool-search",
      description = "claude: loads MCP tools when needed; for channels at Anthropic.")
  private boolean toolSearch;

  @Option(
      names = "--tool-streaming",
      description = "claude: streams large tool inputs; for channels at Anthropic.")
  private boolean toolStreaming;

  boolean any() {
    return modelDiscovery || toolSearch || toolStreaming;
  }

  String names() {
    return "--model-discovery, --tool-search and --tool-streaming";
  }

  List<Setting> settings() {
    var settings = new ArrayList<Setting>();
    if (modelDiscovery) {
      settings.add(Setting.of("1", "env", "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY"));
    }
    if (toolSearch) {
      settings.add(Setting.of("true", "env", "ENABLE_TOOL_SEARCH"));
    }
    if (toolStreaming) {
      settings.add(Setting.of("1", "env", "CLAUDE_CODE_ENABLE_FINE_GRAINED_TOOL_STREAMING"));
    }
    return settings;
  }
}
