package dev.sluice.cli.imports;

import dev.sluice.protocol.Protocol;
import java.util.Map;
import java.util.Optional;

/**
 * A provider of LiteLLM that speaks one of the protocols known here.
 *
 * @param name as LiteLLM's models have it before their slash
 * @param baseUrl where it is when nothing else is said; empty: nowhere
 */
record LitellmProvider(String name, Protocol type, String baseUrl) {

  private static final Map<String, String> CHAT =
      Map.ofEntries(
          Map.entry("openai", "https://api.openai.com/v1"),
          Map.entry("deepseek", "https://api.deepseek.com"),
          Map.entry("openrouter", "https://openrouter.ai/api/v1"),
          Map.entry("groq", "https://api.groq.com/openai/v1"),
          Map.entry("mistral", "https://api.mistral.ai/v1"),
          Map.entry("xai", "https://api.x.ai/v1"),
          Map.entry("together_ai", "https://api.together.xyz/v1"),
          Map.entry("fireworks_ai", "https://api.fireworks.ai/inference/v1"),
          Map.entry("moonshot", "https://api.moonshot.ai/v1"),
          Map.entry("hosted_vllm", ""),
          Map.entry("litellm_proxy", ""),
          Map.entry("lm_studio", ""),
          Map.entry("openai_like", ""),
          Map.entry("custom_openai", ""));

  /** The provider of a model's name, such as {@code openai/gpt-4o} or {@code gpt-4o}. */
  static Optional<LitellmProvider> of(String model, boolean placed) {
    String prefix = model.contains("/") ? model.substring(0, model.indexOf('/')) : "";
    if (prefix.equals("anthropic") || (prefix.isEmpty() && model.startsWith("claude-"))) {
      return Optional.of(
          new LitellmProvider("anthropic", Protocol.ANTHROPIC, "https://api.anthropic.com"));
    }
    if (prefix.equals("gemini")) {
      return Optional.of(
          new LitellmProvider(
              "gemini", Protocol.GEMINI, "https://generativelanguage.googleapis.com"));
    }
    if (prefix.isEmpty() && (placed || model.matches("(gpt-|o\\d|chatgpt-).*"))) {
      return Optional.of(chat("openai"));
    }
    return CHAT.containsKey(prefix) ? Optional.of(chat(prefix)) : Optional.empty();
  }

  private static LitellmProvider chat(String name) {
    return new LitellmProvider(name, Protocol.OPENAI_CHAT, CHAT.getOrDefault(name, ""));
  }

  /** The model's name as the provider knows it. */
  String bare(String model) {
    return model.startsWith(name + "/") ? model.substring(name.length() + 1) : model;
  }
}
