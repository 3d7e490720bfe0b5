package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.convert.UpstreamOptions;

/** The mark behind which a prompt is cached, where the upstream knows any. */
final class CacheMark {

  private CacheMark() {}

  /** Whether the upstream has such marks. */
  static boolean known(UpstreamOptions options) {
    return options.cacheMarkers() != UpstreamOptions.CacheMarkers.NONE;
  }

  static void write(ObjectNode part, JsonNode mark, UpstreamOptions options) {
    switch (options.cacheMarkers()) {
      case NONE -> {}
      case CACHE_CONTROL -> part.set("cache_control", mark);
      case BREAKPOINT -> part.putObject("prompt_cache_breakpoint").put("mode", "explicit");
    }
  }
}
