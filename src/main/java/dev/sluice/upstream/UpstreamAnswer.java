package dev.sluice.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.base.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** An upstream's own answer, whole, as it may have to be given to the caller. */
public record UpstreamAnswer(int status, MultiMap headers, Buffer body) {

  /**
   * The same, but for the credential that it was asked with: its mask stands in its place. What may
   * be a word stays.
   */
  UpstreamAnswer without(Secret secret) {
    if (secret.mayBeWord()) {
      return this;
    }
    String shown = bytes(secret.reveal());
    String mask = bytes(secret.masked());
    String text = body.toString(ISO_8859_1);
    Buffer clean =
        text.contains(shown) ? Buffer.buffer(text.replace(shown, mask).getBytes(ISO_8859_1)) : body;
    return new UpstreamAnswer(status, without(shown, mask), clean);
  }

  private MultiMap without(String shown, String mask) {
    if (headers.entries().stream().noneMatch(header -> header.getValue().contains(shown))) {
      return headers;
    }
    MultiMap clean = MultiMap.caseInsensitiveMultiMap();
    headers.forEach((name, value) -> clean.add(name, value.replace(shown, mask)));
    return clean;
  }

  /** One character a byte, so that whatever else is in a body stays as it is. */
  private static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
