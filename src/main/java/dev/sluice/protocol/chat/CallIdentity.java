package dev.sluice.protocol.chat;

import dev.sluice.base.Digest;
import dev.sluice.protocol.convert.UpstreamOptions.CallIds;
import dev.sluice.protocol.message.ToolIds;
import java.util.regex.Pattern;

/** Ids of calls as an upstream takes them. The same id always becomes the same one. */
final class CallIdentity {

  private static final int LONGEST = 64;
  private static final int DIGITS = 32;
  private static final int NINE = 9;
  private static final Pattern NINE_SIGNS = Pattern.compile("[A-Za-z0-9]{9}");

  private CallIdentity() {}

  static String sent(String id, CallIds taken) {
    String original = ToolIds.original(id);
    return switch (taken) {
      case ANY ->
          original.length() <= LONGEST
              ? original
              : "call_" + Digest.hex(original).substring(0, DIGITS);
      case NINE ->
          NINE_SIGNS.matcher(original).matches()
              ? original
              : Digest.hex(original).substring(0, NINE);
    };
  }
}
