package dev.sluice.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Seals what the store is not to know in the open, by the keys that seal the document's secrets.
 */
public final class StoreSeal {

  private final Seal seal;

  private StoreSeal(Seal seal) {
    this.seal = seal;
  }

  /**
   * @param environment may have {@code SLUICE_SECRET_KEY}; else the key is in the folder, made when
   *     it is first needed
   */
  public static StoreSeal of(Map<String, String> environment, Path dataDir) {
    return new StoreSeal(new Seal(SealKeys.of(environment, dataDir)));
  }

  /**
   * Blocks while the key is read.
   *
   * @param bound what the bytes belong to; they open for nothing else
   */
  public byte[] close(byte[] plain, String bound) throws IOException {
    return seal.closeBytes(plain, bound);
  }

  public byte[] open(byte[] sealed, String bound) throws UnresolvedSecret {
    return seal.openBytes(sealed, bound);
  }
}
