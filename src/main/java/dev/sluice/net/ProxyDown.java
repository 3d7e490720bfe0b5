package dev.sluice.net;

/** A proxy gave no answer of its own, so that going round it may help. */
final class ProxyDown extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Unreachable told;

  private ProxyDown(Unreachable told) {
    super(told.getMessage(), null, false, false);
    this.told = told;
  }

  static ProxyDown because(String where, Throwable cause) {
    String reason = "the proxy cannot be reached: " + Unreachable.because("", cause).reason();
    return new ProxyDown(new Unreachable(Unreachable.Kind.PROXY, where, reason));
  }

  /** What a caller is told where there is no way round. */
  Unreachable told() {
    return told;
  }
}
