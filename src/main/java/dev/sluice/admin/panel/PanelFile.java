package dev.sluice.admin.panel;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the panel's files.
 *
 * @param gzip the same, compressed when it was built; empty: not worth it
 * @param tag names its bytes, quoted
 */
record PanelFile(String type, Buffer bytes, Optional<Buffer> gzip, String tag) {

  /** In the jar. */
  private static final String FOLDER = "/panel/";

  static final String INDEX = FOLDER + "index.html";

  /* No dot begins a name, so that nothing leads out of the folder. */
  private static final Pattern PATH = Pattern.compile("(?:[\\w-][\\w.-]*/){0,4}[\\w-][\\w.-]*");
  private static final int LONGEST_PATH = 200;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  /** Whether a file of this name could be served; the page itself is none of them. */
  static boolean mayBe(String path) {
    return path.length() <= LONGEST_PATH
        && PATH.matcher(path).matches()
        && TYPES.containsKey(ending(path));
  }

  /**
   * Blocks.
   *
   * @param path for which {@link #mayBe} holds
   */
  static Optional<PanelFile> read(String path) throws IOException {
    byte @Nullable [] bytes = resource(path);
    if (bytes == null) {
      return Optional.empty();
    }
    String type = TYPES.getOrDefault(ending(path), "application/octet-stream");
    Optional<Buffer> gzip = Optional.ofNullable(resource(path + ".gz")).map(Buffer::buffer);
    return Optional.of(new PanelFile(type, Buffer.buffer(bytes), gzip, tag(bytes)));
  }

  /** The page's text; empty: the panel is not part of this build. Blocks. */
  static Optional<String> page() throws IOException {
    byte @Nullable [] bytes = resource("index.html");
    return Optional.ofNullable(bytes).map(text -> Buffer.buffer(text).toString());
  }

  static String tag(byte[] bytes) {
    try {
      byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"'
          + Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22)
          + '"';
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte @Nullable [] resource(String path) throws IOException {
    try (var in = PanelFile.class.getResourceAsStream(FOLDER + path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static String ending(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
