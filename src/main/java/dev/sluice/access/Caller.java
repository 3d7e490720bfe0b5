package dev.sluice.access;

import java.util.Optional;

/** Who a request comes from. */
public sealed interface Caller {

  /** Names the caller in records and in the places of conversations. */
  String id();

  /**
   * The holder of an access key, who may do everything.
   *
   * @param keyFingerprint which of the access keys
   */
  record Administrator(String keyFingerprint) implements Caller {

    @Override
    public String id() {
      return "access-key:" + keyFingerprint;
    }
  }

  /** The holder of an issued key. */
  record Holder(IssuedKey key, Optional<User> owner) implements Caller {

    @Override
    public String id() {
      return key.subject();
    }
  }
}
