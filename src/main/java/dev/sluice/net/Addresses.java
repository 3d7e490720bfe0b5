package dev.sluice.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses of one name, the one that worked last in front. */
final class Addresses {

  private final Optional<String> objection;
  private volatile List<InetAddress> ordered;

  /**
   * @param objection why none of them may be used, although only one may be at fault
   */
  Addresses(List<InetAddress> ordered, Optional<String> objection) {
    this.ordered = List.copyOf(ordered);
    this.objection = objection;
  }

  Optional<String> objection() {
    return objection;
  }

  List<InetAddress> ordered() {
    return ordered;
  }

  void worked(InetAddress address) {
    if (ordered.getFirst().equals(address)) {
      return;
    }
    var renewed = new ArrayList<>(ordered);
    renewed.remove(address);
    renewed.addFirst(address);
    ordered = List.copyOf(renewed);
  }
}
