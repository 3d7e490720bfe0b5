package dev.sluice.protocol.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of calls. Anthropic takes letters, digits, {@code _} and {@code -} alone; others have more
 * in theirs and want them back as they were ({@code functions.Bash:0} of Kimi).
 */
public final class ToolIds {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String ENCODED = "toolu_x";
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2})+");

  private ToolIds() {}

  /** An id that everybody takes; one that is legal stays as it is. */
  public static String legal(String id) {
    return LEGAL.matcher(id).matches()
        ? id
        : ENCODED + HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }

  /** The id as its maker knows it. */
  public static String original(String id) {
    String hex = id.startsWith(ENCODED) ? id.substring(ENCODED.length()) : "";
    return HEX.matcher(hex).matches()
        ? new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8)
        : id;
  }
}
