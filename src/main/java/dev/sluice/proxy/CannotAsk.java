package dev.sluice.proxy;

import dev.sluice.protocol.Fault;

/** A candidate that cannot be asked for this request, and what the caller is told when none can. */
final class CannotAsk extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  CannotAsk(Fault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
