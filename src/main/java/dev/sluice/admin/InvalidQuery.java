package dev.sluice.admin;

/** A parameter that makes no sense. */
public final class InvalidQuery extends Exception {

  private static final long serialVersionUID = 1L;

  private final String parameter;

  InvalidQuery(String parameter, String message) {
    super(parameter + ": " + message);
    this.parameter = parameter;
  }

  public String parameter() {
    return parameter;
  }
}
