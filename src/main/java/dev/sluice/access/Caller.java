package dev.sluice.access;

import java.util.Optional;

/** Who a request comes from. */
public sealed interface Caller {

  /** Names the caller in records and in the places of conversations. */
  String id();

  /** Whether the caller may do everything that the admin API has. */
  boolean administers();

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

    @Override
    public boolean administers() {
      return true;
    }
  }

  /** The holder of an issued key. */
  record Holder(IssuedKey key, Optional<User> owner) implements Caller {

    @Override
    public String id() {
      return key.subject();
    }

    @Override
    public boolean administers() {
      return owner.filter(user -> user.profile().role() == Role.ADMIN).isPresent();
    }
  }
}
