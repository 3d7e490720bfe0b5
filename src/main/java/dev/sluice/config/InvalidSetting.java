package dev.sluice.config;

/** A variable of the environment that cannot be used; its message is one line for the operator. */
public final class InvalidSetting extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  private final String variable;

  public InvalidSetting(String variable, String what) {
    super(variable + ": " + what);
    this.variable = variable;
  }

  static InvalidSetting value(String variable, String value, String allowed) {
    return new InvalidSetting(variable, quoted(value) + " (expected: " + allowed + ")");
  }

  /** The variable, so that a command can tell an option of its own from the environment. */
  public String variable() {
    return variable;
  }

  private static String quoted(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return '"' + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + '"';
  }
}
