package dev.sluice.health;

import dev.sluice.base.Secret;
import dev.sluice.channel.ChannelKey;
import java.util.Optional;

/** Keys in what upstreams say: some quote the one that they were shown. */
final class Quoted {

  private Quoted() {}

  /** The text with the key masked in it. */
  static String masked(String text, ChannelKey key) {
    return tellable(key).map(secret -> text.replace(secret.reveal(), key.masked())).orElse(text);
  }

  /** Whether the key stands in the text. */
  static boolean in(String text, ChannelKey key) {
    return tellable(key).filter(secret -> text.contains(secret.reveal())).isPresent();
  }

  /* What may be a word is none to hide, and would be found in what has nothing to do with it. */
  private static Optional<Secret> tellable(ChannelKey key) {
    return key.secret().filter(secret -> !secret.mayBeWord());
  }
}
