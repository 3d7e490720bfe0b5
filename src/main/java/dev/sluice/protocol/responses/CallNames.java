package dev.sluice.protocol.responses;

import dev.sluice.base.Digest;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.ToolIds;
import dev.sluice.protocol.message.ToolNames;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of tools and calls in one request, as OpenAI takes them. */
final class CallNames {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]");
  private static final int LONGEST_ID = 64;
  private static final int KEPT = 55;
  private static final int DIGITS = 8;

  private final Set<String> known;
  private final ToolNames tools;

  private CallNames(Set<String> known) {
    this.known = Set.copyOf(known);
    this.tools = new ToolNames(known, LEGAL, ILLEGAL);
  }

  static CallNames of(MessageRequest request) {
    return new CallNames(ToolNames.of(request));
  }

  String tool(String name) {
    return tools.sent(name);
  }

  /** Whether the request has a tool of this name. */
  boolean known(String name) {
    return known.contains(name);
  }

  /** As the caller knows the tool. */
  String given(String name) {
    return tools.given(name);
  }

  /** The id of a call; one that is too long is shortened the same way each time. */
  String call(String id) {
    String original = ToolIds.original(id);
    return original.length() <= LONGEST_ID
        ? original
        : original.substring(0, KEPT) + "_" + Digest.hex(original).substring(0, DIGITS);
  }
}
