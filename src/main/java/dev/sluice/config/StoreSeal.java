package dev.sluice.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * Seals what the store is not to know in the open, by the keys that seal the document's secrets.
 */
public final class StoreSeal {

  private final SealKeys keys;
  private final Seal seal;

  private StoreSeal(SealKeys keys) {
    this.keys = keys;
    this.seal = new Seal(keys);
  }

  /**
   * @param environment may have {@code SLUICE_SECRET_KEY}; else the key is in the folder, made when
   *     it is first needed
   */
  public static StoreSeal of(Map<String, String> environment, Path dataDir) {
    return new StoreSeal(SealKeys.of(environment, dataDir));
  }

  /**
   * Blocks while the key is read.
   *
   * @param bound what the bytes belong to; they open for nothing else
   */
  public byte[] close(byte[] plain, String bound) throws IOException {
    return seal.closeBytes(plain, bound);
  }

  /** Under which keys the digests of known texts may have been made. Blocks. */
  public List<SecretKey> lookUpKeys() throws IOException {
    return keys.known().distinct().map(SealKey::lookUpKey).toList();
  }

  /** Under which key a new text's digest is made; there is one from then on. Blocks. */
  public SecretKey lookUpKey() throws IOException {
    return keys.sealing().lookUpKey();
  }

  public byte[] open(byte[] sealed, String bound) throws UnresolvedSecret {
    return seal.openBytes(sealed, bound);
  }
}
