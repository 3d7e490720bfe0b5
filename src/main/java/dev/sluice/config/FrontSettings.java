package dev.sluice.config;

import dev.sluice.base.AddressBlock;
import dev.sluice.base.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How browsers reach the gateway, and how long they stay signed in.
 *
 * @param publicAddress without a slash at its end; empty: as each request says
 * @param trustedProxies whose {@code x-forwarded-...} headers are believed
 * @param signingSecret signs sessions; empty: {@link SessionKey} makes one
 * @param signedIn how long a session lasts that is not to be remembered
 */
public record FrontSettings(
    Optional<URI> publicAddress,
    SecureCookies secureCookies,
    List<AddressBlock> trustedProxies,
    Optional<Secret> signingSecret,
    Duration signedIn) {

  private static final String PROXIES = "TRUSTED_PROXIES";
  private static final String SECRET = "JWT_SECRET";
  private static final String EXPIRES = "JWT_ACCESS_EXPIRES_IN";
  private static final int SHORTEST_SECRET = 16;
  private static final String USUAL_EXPIRY = "12h";
  private static final Duration LONGEST = Duration.ofDays(30);

  static final FrontSettings USUAL =
      new FrontSettings(
          Optional.empty(), SecureCookies.AUTO, List.of(), Optional.empty(), Duration.ofHours(12));

  public FrontSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  static FrontSettings read(Variables variables) throws InvalidSetting {
    return new FrontSettings(
        PublicAddress.of(variables),
        variables.choice(
            "ENABLE_SECURE_COOKIES", SecureCookies.AUTO, List.of(SecureCookies.values())),
        proxies(variables.text(PROXIES).orElse("")),
        secret(variables),
        expiry(variables.text(EXPIRES).orElse(USUAL_EXPIRY)));
  }

  /** The path below which browsers see the gateway; empty, or {@code /sluice} for example. */
  public String basePath() {
    return publicAddress.map(URI::getRawPath).orElse("");
  }

  public boolean trusts(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return trustedProxies.stream().anyMatch(block -> block.contains(bytes));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<AddressBlock> proxies(String text) throws InvalidSetting {
    var found = new ArrayList<AddressBlock>();
    for (String each : text.split(",", -1)) {
      if (!each.isBlank()) {
        found.add(proxy(each.strip()));
      }
    }
    return found;
  }

  private static AddressBlock proxy(String text) throws InvalidSetting {
    try {
      return AddressBlock.of(text);
    } catch (IllegalArgumentException e) {
      throw InvalidSetting.value(
          PROXIES, text, "addresses and ranges, separated by commas: 10.0.0.1, 172.16.0.0/12");
    }
  }

  private static Optional<Secret> secret(Variables variables) throws InvalidSetting {
    Optional<String> text = variables.text(SECRET);
    if (text.isPresent() && text.get().length() < SHORTEST_SECRET) {
      throw new InvalidSetting(
          SECRET,
          "has "
              + text.get().length()
              + " characters (expected: at least "
              + SHORTEST_SECRET
              + "; make one with: openssl rand -hex 32)");
    }
    return text.map(Secret::of);
  }

  private static Duration expiry(String text) throws InvalidSetting {
    Duration lasts = duration(text);
    if (lasts.compareTo(Duration.ofSeconds(1)) < 0 || lasts.compareTo(LONGEST) > 0) {
      throw InvalidSetting.value(
          EXPIRES, text, "a number with s, m, h or d, 1s to 30d: 15m, 12h, 7d");
    }
    return lasts;
  }

  /* Zero is out of range, and so is what is no duration. */
  private static Duration duration(String text) {
    if (!text.matches("[0-9]{1,7}[smhd]?")) {
      return Duration.ZERO;
    }
    long number = Long.parseLong(text.replaceFirst("[smhd]$", ""));
    return switch (text.charAt(text.length() - 1)) {
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
