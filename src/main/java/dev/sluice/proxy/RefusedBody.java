package dev.sluice.proxy;

import dev.sluice.protocol.Fault;

/** A body that is not taken; carries what the caller is told. */
final class RefusedBody extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  RefusedBody(Fault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
