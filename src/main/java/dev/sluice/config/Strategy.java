package dev.sluice.config;

/** How the channels of one tier are ordered. */
public enum Strategy {
  ROUND_ROBIN("round-robin"),
  RANDOM("random"),
  FAILOVER("failover");

  private final String id;

  Strategy(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
