package dev.sluice.ledger.bodies;

import java.util.List;
import java.util.Locale;

/** Names of members, headers and variables whose value is a credential. */
final class CredentialName {

  private static final int LONGEST = 80;

  /** What such a name ends with, in lower case and without separators. */
  private static final List<String> ENDINGS =
      List.of(
          "apikey",
          "authorization",
          "authtoken",
          "accesstoken",
          "refreshtoken",
          "idtoken",
          "bearertoken",
          "sessiontoken",
          "securitytoken",
          "apitoken",
          "accesskey",
          "accesskeyid",
          "secretkey",
          "privatekey",
          "secret",
          "password",
          "passwd",
          "passphrase",
          "cookie",
          "credential",
          "sluicekey");

  private static final List<String> WHOLE_LINE = List.of("authorization", "cookie");

  private CredentialName() {}

  static boolean is(String word) {
    return word.length() <= LONGEST && endsLike(plain(word), ENDINGS);
  }

  /** Whether the value may have blanks in it where no quotes end it. */
  static boolean takesLine(String word) {
    return endsLike(plain(word), WHOLE_LINE);
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
  }

  private static boolean endsLike(String name, List<String> endings) {
    return endings.stream().anyMatch(name::endsWith);
  }
}
