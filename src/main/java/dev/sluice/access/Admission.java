package dev.sluice.access;

public sealed interface Admission {
  record Admitted(Caller caller, boolean ownLogin) implements Admission {}

  record Refused(dev.sluice.protocol.Fault fault) implements Admission {}
}
