package dev.sluice.net;

/** The two spellings of a host: bare, and with the brackets that an IPv6 address has in a URL. */
final class Hosts {

  private Hosts() {}

  static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  static String inUrl(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
