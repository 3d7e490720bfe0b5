package dev.sluice.ledger.bodies;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Headers as lines of text, without the credentials among them. */
final class HeaderLines {

  /* Of headers, names that only sound like one are hidden too: nobody misses the value. */
  private static final Pattern LIKELY =
      Pattern.compile(
          ".*(token|key|auth|signature|jwt|assertion|oidc-data)", Pattern.CASE_INSENSITIVE);

  private HeaderLines() {}

  static byte[] of(Iterable<Map.Entry<String, String>> headers) {
    var lines = new StringBuilder();
    for (Map.Entry<String, String> each : headers) {
      String value = hidden(each.getKey()) ? MaskingScan.MASK : each.getValue().strip();
      lines.append(each.getKey()).append(": ").append(value).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean hidden(String name) {
    return CredentialName.is(name) || LIKELY.matcher(name).matches();
  }
}
