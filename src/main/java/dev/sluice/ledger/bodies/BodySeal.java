package dev.sluice.ledger.bodies;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.config.StoreSeal;
import dev.sluice.config.UnresolvedSecret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs a masked body and seals it for its request and side alone. */
final class BodySeal {

  private final StoreSeal seal;

  BodySeal(StoreSeal seal) {
    this.seal = seal;
  }

  byte[] close(String text, String id, Side side) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return seal.close(packed.toByteArray(), bound(id, side));
  }

  KeptBody open(SealedBody body) {
    try {
      byte[] packed = seal.open(body.sealed(), bound(body.id(), body.side()));
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        return kept(body, new String(gzip.readAllBytes(), UTF_8), "");
      }
    } catch (UnresolvedSecret | IOException e) {
      return kept(body, "", String.valueOf(e.getMessage()));
    }
  }

  private static KeptBody kept(SealedBody body, String text, String problem) {
    return new KeptBody(body.side(), text, body.length(), body.cut(), problem);
  }

  private static String bound(String id, Side side) {
    return "body:" + id + ":" + side.label();
  }
}
