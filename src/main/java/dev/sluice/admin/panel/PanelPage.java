package dev.sluice.admin.panel;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** The one page, for a gateway that is seen below a certain path. */
final class PanelPage {

  private static final String NO_BASE = "<base href=\"/\"";
  private static final String NO_NONCE = "nonce=\"\"";
  private static final int NONCE_BYTES = 18;

  private final String text;
  private final String tag;
  private final SecureRandom random = new SecureRandom();

  private PanelPage(String text) {
    this.text = text;
    this.tag = PanelFile.tag(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param basePath empty, or {@code /sluice}; what a URI may hold, so nothing that ends the
   *     attribute
   */
  static PanelPage of(String text, String basePath) {
    return new PanelPage(text.replace(NO_BASE, "<base href=\"" + basePath + "/\""));
  }

  /** The same for every answer, although their nonces differ. */
  String tag() {
    return tag;
  }

  /** By which the page may bring styles of its own into itself; never the same twice. */
  String nonce() {
    byte[] bits = new byte[NONCE_BYTES];
    random.nextBytes(bits);
    return Base64.getEncoder().encodeToString(bits);
  }

  Buffer with(String nonce) {
    return Buffer.buffer(text.replace(NO_NONCE, "nonce=\"" + nonce + "\""));
  }

  /** What the page may load and do. */
  static String policy(String nonce) {
    return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
        + nonce
        + "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self';"
        + " form-action 'self'; frame-ancestors 'none'";
  }
}
