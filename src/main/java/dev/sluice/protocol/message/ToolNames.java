package dev.sluice.protocol.message;

import dev.sluice.base.Digest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
    for (String name : names) {
      String allowed = legal.matcher(name).matches() ? name : shortened(name, illegal);
      sent.put(name, allowed);
      given.putIfAbsent(allowed, name);
    }
  }

  private static String shortened(String name, Pattern illegal) {
    String clean = illegal.matcher(name).replaceAll("_");
    String start = clean.substring(0, Math.min(KEPT, clean.length()));
    return start + "_" + Digest.hex(name).substring(0, DIGITS);
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
