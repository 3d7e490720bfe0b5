package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Undoes the compression of a request's body, never beyond the limit of an uncompressed one. */
enum Inflater {
  GZIP {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new GZIPInputStream(in);
    }
  },
  ZSTD {
    @Override
    InputStream open(InputStream in) {
      return new ZstdInputStream(in);
    }
  };

  private static final int FIRST = 64 * 1024;

  abstract InputStream open(InputStream in) throws IOException;

  /**
   * What the header asks for; empty when there is nothing to undo.
   *
   * @throws RefusedBody for a coding that is not served
   */
  static Optional<Inflater> of(String coding) throws RefusedBody {
    return switch (coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.empty();
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "zstd" -> Optional.of(ZSTD);
      default ->
          throw new RefusedBody(
              new Fault(
                  Fault.Kind.UNSUPPORTED_ENCODING,
                  "content-encoding: \""
                      + coding
                      + "\" is not supported; send the body as gzip, zstd or uncompressed"));
    };
  }

  /**
   * Blocks for as long as the work takes: call it off the event loop.
   *
   * @param share is taken from as the bytes come out, so that many small bodies cannot swell unseen
   */
  byte[] inflate(byte[] compressed, int most, BodyShare share) throws RefusedBody {
    try (InputStream in = open(new ByteArrayInputStream(compressed))) {
      byte[] out = new byte[Math.min(most, FIRST)];
      int size = 0;
      while (true) {
        int read = in.read(out, size, out.length - size);
        if (read < 0) {
          return Arrays.copyOf(out, size);
        }
        share.take(read);
        size += read;
        if (size == out.length) {
          out = larger(in, out, most);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new RefusedBody(
          new Fault(
              Fault.Kind.INVALID_REQUEST,
              "body: is not valid "
                  + name().toLowerCase(Locale.ROOT)
                  + " data as content-encoding says"));
    }
  }

  private static byte[] larger(InputStream in, byte[] full, int most)
      throws IOException, RefusedBody {
    if (full.length < most) {
      return Arrays.copyOf(full, (int) Math.min(most, 2L * full.length));
    }
    int next = in.read();
    if (next < 0) {
      return Arrays.copyOf(full, full.length + 1);
    }
    throw RequestBody.tooLarge(most);
  }
}
