package dev.sluice.access;

public sealed interface Caller {
  String id();

  record Administrator(String keyFingerprint) implements Caller {
    @Override
    public String id() {
      return "key:" + keyFingerprint;
    }
  }
}
