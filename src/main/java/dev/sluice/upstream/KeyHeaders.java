package dev.sluice.upstream;

import dev.sluice.base.Secret;
import dev.sluice.config.BaseUrl;
import dev.sluice.config.ChannelConfig;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;

/** How a channel shows its key. */
enum KeyHeaders {
  X_API_KEY,
  BEARER,
  BOTH,
  X_GOOG_API_KEY,
  /** Anthropic itself: its API keys and its OAuth tokens are shown differently. */
  ANTHROPIC,
  NONE;

  private static final String ANTHROPIC_HOST = "api.anthropic.com";
  private static final String ANTHROPIC_OAUTH = "sk-ant-oat";

  static KeyHeaders of(ChannelConfig channel) {
    return switch (channel.auth()) {
      case AUTO -> usual(channel);
      case X_API_KEY -> X_API_KEY;
      case BEARER -> BEARER;
      case BOTH -> BOTH;
      case X_GOOG_API_KEY -> X_GOOG_API_KEY;
      case PASSTHROUGH -> NONE;
    };
  }

  private static KeyHeaders usual(ChannelConfig channel) {
    return switch (channel.type()) {
      case ANTHROPIC -> atAnthropic(channel) ? ANTHROPIC : BOTH;
      case OPENAI_CHAT, OPENAI_RESPONSES -> BEARER;
      case GEMINI -> X_GOOG_API_KEY;
    };
  }

  private static boolean atAnthropic(ChannelConfig channel) {
    return BaseUrl.parse(channel.baseUrl(), Protocol.ANTHROPIC)
        .host()
        .equalsIgnoreCase(ANTHROPIC_HOST);
  }

  void show(Secret key, MultiMap headers) {
    switch (this) {
      case X_API_KEY -> headers.set("x-api-key", key.reveal());
      case BEARER -> bearer(key, headers);
      case BOTH -> {
        headers.set("x-api-key", key.reveal());
        bearer(key, headers);
      }
      case X_GOOG_API_KEY -> headers.set("x-goog-api-key", key.reveal());
      case ANTHROPIC -> forAnthropic(key).show(key, headers);
      case NONE -> {}
    }
  }

  private static KeyHeaders forAnthropic(Secret key) {
    return key.reveal().startsWith(ANTHROPIC_OAUTH) ? BEARER : X_API_KEY;
  }

  private static void bearer(Secret key, MultiMap headers) {
    headers.set("authorization", "Bearer " + key.reveal());
  }
}
