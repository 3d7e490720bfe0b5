package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.Source;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * The size of a picture in pixels, at least one each way.
 *
 * <p>Read from the head of PNG, GIF, JPEG and WebP files alone; their content is never decoded.
 */
record ImageSize(int width, int height) {

  /** Of base64: the frame of a JPEG may stand behind long comments. */
  private static final int HEAD = 64 * 1024;

  ImageSize {
    width = Math.clamp(width, 1, 100_000);
    height = Math.clamp(height, 1, 100_000);
  }

  static Optional<ImageSize> of(Source.Base64 picture) {
    String data = picture.data();
    try {
      int length = Math.min(data.length(), HEAD) & ~3;
      return of(ByteBuffer.wrap(Base64.getDecoder().decode(data.substring(0, length))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Optional<ImageSize> of(ByteBuffer head) {
    return switch (head.getInt(0)) {
      case 0x89504E47 -> Optional.of(new ImageSize(head.getInt(16), head.getInt(20)));
      case 0x47494638 -> Optional.of(new ImageSize(little(head, 6), little(head, 8)));
      case 0x52494646 -> webp(head);
      default -> (head.getShort(0) & 0xFFFF) == 0xFFD8 ? jpeg(head) : Optional.empty();
    };
  }

  private static Optional<ImageSize> webp(ByteBuffer head) {
    return switch (head.getInt(12)) {
      case 0x56503858 ->
          Optional.of(
              new ImageSize(
                  1 + (little(head, 24) | (head.get(26) & 0xFF) << 16),
                  1 + (little(head, 27) | (head.get(29) & 0xFF) << 16)));
      case 0x56503820 ->
          Optional.of(new ImageSize(little(head, 26) & 0x3FFF, little(head, 28) & 0x3FFF));
      case 0x5650384C -> {
        int bits = little(head, 21) | little(head, 23) << 16;
        yield Optional.of(new ImageSize(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF)));
      }
      default -> Optional.empty();
    };
  }

  /** Segments follow one another, each with its length, until one tells the frame. */
  private static Optional<ImageSize> jpeg(ByteBuffer head) {
    int at = 2;
    while (at + 9 < head.limit() && (head.get(at) & 0xFF) == 0xFF) {
      int marker = head.get(at + 1) & 0xFF;
      boolean frame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame) {
        return Optional.of(
            new ImageSize(head.getShort(at + 7) & 0xFFFF, head.getShort(at + 5) & 0xFFFF));
      }
      at += 2 + Math.max(2, head.getShort(at + 2) & 0xFFFF);
    }
    return Optional.empty();
  }

  private static int little(ByteBuffer head, int at) {
    return (head.get(at) & 0xFF) | (head.get(at + 1) & 0xFF) << 8;
  }

  int longer() {
    return Math.max(width, height);
  }

  /** Made smaller, in its proportions, until no side is longer than this. */
  ImageSize within(int side) {
    return scaled(side, longer());
  }

  /** Made smaller, in its proportions, until its shorter side is no longer than this. */
  ImageSize shorterAtMost(int side) {
    return scaled(side, Math.min(width, height));
  }

  private ImageSize scaled(int side, int measured) {
    return measured <= side
        ? this
        : new ImageSize(
            (int) ((long) width * side / measured), (int) ((long) height * side / measured));
  }
}
