package dev.sluice.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says which addresses nothing may be sent to. Pure: it asks no resolver. */
final class AddressGuard {

  private static final List<Range> NEVER =
      List.of(
          Range.of("0.0.0.0/8", "unspecified"),
          Range.of("169.254.0.0/16", "link-local or cloud metadata"),
          Range.of("100.100.100.200/32", "cloud metadata"),
          Range.of("168.63.129.16/32", "cloud metadata"),
          Range.of("192.0.0.192/32", "cloud metadata"),
          Range.of("224.0.0.0/4", "multicast"),
          Range.of("255.255.255.255/32", "broadcast"),
          Range.of("::/128", "unspecified"),
          Range.of("fe80::/10", "link-local"),
          Range.of("fd00:ec2::254/128", "cloud metadata"),
          Range.of("fd20:ce::254/128", "cloud metadata"),
          Range.of("ff00::/8", "multicast"));

  private static final List<Range> PRIVATE =
      List.of(
          Range.of("127.0.0.0/8", "loopback"),
          Range.of("10.0.0.0/8", "private"),
          Range.of("172.16.0.0/12", "private"),
          Range.of("192.168.0.0/16", "private"),
          Range.of("100.64.0.0/10", "private"),
          Range.of("::1/128", "loopback"),
          Range.of("fc00::/7", "private"),
          Range.of("fec0::/10", "private"));

  /** IPv6 ranges whose addresses stand for an IPv4 address, and at which byte it begins. */
  private static final Map<Range, Integer> EMBEDDING =
      Map.of(
          Range.of("::/96", "IPv4-compatible"), 12,
          Range.of("::ffff:0:0:0/96", "IPv4-translated"), 12,
          Range.of("64:ff9b::/96", "NAT64"), 12,
          Range.of("64:ff9b:1::/48", "local NAT64"), 12,
          Range.of("2002::/16", "6to4"), 2);

  private static final Set<String> METADATA_NAMES =
      Set.of("metadata.google.internal", "metadata.goog", "instance-data.ec2.internal");

  private final boolean allowPrivate;

  AddressGuard(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /** Why nothing may be sent there, or nothing. */
  Optional<String> objection(InetAddress address) {
    return objection(address.getAddress())
        .map(reason -> address.getHostAddress() + " is " + reason);
  }

  /** The same for what can be said of a host without resolving it, in whatever spelling. */
  Optional<String> objection(String host) {
    String name = withoutTrailingDot(host.toLowerCase(Locale.ROOT));
    if (METADATA_NAMES.contains(name)) {
      return Optional.of(host + " is cloud metadata");
    }
    return looksNumeric(name)
        ? literals(name).flatMap(address -> objection(address).stream()).findFirst()
        : Optional.empty();
  }

  private static String withoutTrailingDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** No name of the DNS ends in a label that begins with a digit. */
  private static boolean looksNumeric(String name) {
    int last = name.lastIndexOf('.') + 1;
    boolean startsWithDigit = last < name.length() && Character.isDigit(name.charAt(last));
    return startsWithDigit || name.indexOf(':') >= 0;
  }

  private Optional<String> objection(byte[] address) {
    Optional<String> never = nameOf(NEVER, address);
    if (never.isPresent()) {
      return never;
    }
    Optional<String> hidden = nameOf(PRIVATE, address);
    if (hidden.isPresent()) {
      return allowPrivate
          ? Optional.empty()
          : hidden.map(name -> name + " (ALLOW_PRIVATE_UPSTREAMS is false)");
    }
    return EMBEDDING.entrySet().stream()
        .filter(entry -> entry.getKey().contains(address))
        .findFirst()
        .map(Map.Entry::getValue)
        .flatMap(start -> objection(Arrays.copyOfRange(address, start, start + 4)));
  }

  private static Optional<String> nameOf(List<Range> ranges, byte[] address) {
    return ranges.stream().filter(range -> range.contains(address)).findFirst().map(Range::name);
  }

  /*
   * 0177.0.0.1 is 177.0.0.1 to some and 127.0.0.1 to others (octal, as inet_aton reads it). Who
   * resolves it behind a proxy is unknown, so both readings must be harmless.
   */
  private static Stream<InetAddress> literals(String host) {
    return Stream.<Function<String, InetAddress>>of(
            InetAddress::ofLiteral, Inet4Address::ofPosixLiteral)
        .flatMap(reading -> read(host, reading).stream());
  }

  private static Optional<InetAddress> read(String host, Function<String, InetAddress> reading) {
    try {
      return Optional.of(reading.apply(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
