package dev.sluice.access;

/** Who a request comes from. */
public sealed interface Caller {

  /**
   * The holder of an access key, who may do everything.
   *
   * @param keyFingerprint which of the access keys
   */
  record Administrator(String keyFingerprint) implements Caller {}
}
