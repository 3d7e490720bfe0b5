package dev.sluice.protocol.responses;

import java.util.HashMap;
import java.util.Map;

/** As what the caller knows its tools, whose calls are not all told alike. */
final class CallerTools {

  /** How a call is told. */
  enum Kind {
    FUNCTION("function_call", "fc_"),
    CUSTOM("custom_tool_call", "ctc_"),
    LOCAL_SHELL("local_shell_call", "lsh_"),
    SHELL("shell_call", "sh_"),
    APPLY_PATCH("apply_patch_call", "apc_");

    private final String type;
    private final String prefix;

    Kind(String type, String prefix) {
      this.type = type;
      this.prefix = prefix;
    }

    String type() {
      return type;
    }

    /** With which ids of such items begin. */
    String prefix() {
      return prefix;
    }
  }

  /**
   * @param namespace empty when it is in none
   */
  record Known(Kind kind, String name, String namespace) {}

  private final Map<String, Known> byName = new HashMap<>();

  void put(String name, Known known) {
    byName.put(name, known);
  }

  Known of(String name) {
    return byName.getOrDefault(name, new Known(Kind.FUNCTION, name, ""));
  }
}
