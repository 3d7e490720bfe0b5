package dev.sluice.cli.connect;

import dev.sluice.base.Secret;
import java.util.List;

/** A member of a client's settings and what it is to be. */
record Setting(List<String> path, String value, boolean secret) {

  static Setting of(String value, String... path) {
    return new Setting(List.of(path), value, false);
  }

  static Setting of(Secret value, String... path) {
    return new Setting(List.of(path), value.reveal(), true);
  }

  String name() {
    return String.join(".", path);
  }

  /** A value of this member, for people's eyes. */
  String shown(String any) {
    if (secret) {
      return any.isEmpty() ? "" : Secret.of(any).masked();
    }
    return any.replaceAll("//[^/@\\s]*@", "//****@").replaceAll("\\p{Cntrl}", "?");
  }
}
