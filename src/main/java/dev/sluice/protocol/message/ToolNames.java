package dev.sluice.protocol.message;

import dev.sluice.base.Digest;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of tools as an upstream takes them, and back. The same name always becomes the same one, so
 * that an upstream's cache of prompts holds.
 */
public final class ToolNames {

  private static final int KEPT = 55;
  private static final int DIGITS = 8;

  private final Map<String, String> sent = new HashMap<>();
  private final Map<String, String> given = new HashMap<>();

  /**
   * @param names of all tools and calls in a request
   * @param legal what the upstream takes as a whole
   * @param illegal one character that it does not take
   */
  public ToolNames(Collection<String> names, Pattern legal, Pattern illegal) {
    names.stream().filter(name -> legal.matcher(name).matches()).forEach(name -> map(name, name));
    names.stream()
        .filter(name -> !sent.containsKey(name))
        .forEach(name -> map(name, shortened(name, illegal)));
  }

  /** Of all tools in a request, and of all calls in its history. */
  public static ToolNames in(MessageRequest request, Pattern legal, Pattern illegal) {
    return new ToolNames(of(request), legal, illegal);
  }

  /** The names of all tools in a request, and of all calls in its history. */
  public static Set<String> of(MessageRequest request) {
    Set<String> names = new LinkedHashSet<>();
    request.tools().forEach(tool -> names.add(tool.name()));
    for (Turn turn : request.turns()) {
      for (ContentBlock block : turn.content()) {
        if (block instanceof ContentBlock.ToolUse call) {
          names.add(call.name());
        }
      }
    }
    return names;
  }

  private void map(String name, String allowed) {
    sent.put(name, allowed);
    given.put(allowed, name);
  }

  /* Two names that begin alike are told apart by their digits; as many as it takes. */
  private String shortened(String name, Pattern illegal) {
    String clean = illegal.matcher(name).replaceAll("_");
    String hash = Digest.hex(name);
    String made = "";
    for (int digits = DIGITS;
        digits <= KEPT && (made.isEmpty() || given.containsKey(made));
        digits++) {
      String start = clean.substring(0, Math.min(KEPT + DIGITS - digits, clean.length()));
      made = start + "_" + hash.substring(0, digits);
    }
    return made;
  }

  /** For the upstream. */
  public String sent(String name) {
    return sent.getOrDefault(name, name);
  }

  /** As the caller knows it. */
  public String given(String name) {
    return given.getOrDefault(name, name);
  }
}
