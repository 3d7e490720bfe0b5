package dev.sluice.config;

import java.net.InetAddress;

/** Tells addresses that only this machine reaches, without asking a name server. */
final class Loopback {

  private Loopback() {}

  static boolean holds(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
