package dev.sluice.config;

import java.util.List;
import java.util.Map;

/**
 * What a channel changes in the headers that go upstream.
 *
 * @param set lower-case name to value, in the document's order
 * @param remove lower-case names
 */
public record HeaderRules(Map<String, String> set, List<String> remove) {

  public static final HeaderRules NONE = new HeaderRules(Map.of(), List.of());
}
