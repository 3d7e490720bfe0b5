package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.Source;

/**
 * What a picture counts for, by its size where that can be read, by the providers' own formulas.
 */
final class ImageTokens {

  /** A picture whose size is not known is taken for one of 1024 by 1024 pixels. */
  private static final ImageSize USUAL = new ImageSize(1024, 1024);

  private final TokenFamily family;

  ImageTokens(TokenFamily family) {
    this.family = family;
  }

  long of(Source source) {
    ImageSize size =
        source instanceof Source.Base64 picture ? ImageSize.of(picture).orElse(USUAL) : USUAL;
    return switch (family.kind()) {
      case CLAUDE -> patches(size.within(1568), 28, 1568);
      case NEWER_CLAUDE -> patches(size.within(2576), 28, 4784);
      case GEMINI -> size.longer() <= 384 ? 258 : 258 * tiles(size, 768);
      case GPT, OTHER -> 85 + 170 * tiles(size.within(2048).shorterAtMost(768), 512);
    };
  }

  private static long patches(ImageSize size, int side, long most) {
    return Math.min(most, tiles(size, side));
  }

  private static long tiles(ImageSize size, int side) {
    return (long) Math.ceilDiv(size.width(), side) * Math.ceilDiv(size.height(), side);
  }
}
