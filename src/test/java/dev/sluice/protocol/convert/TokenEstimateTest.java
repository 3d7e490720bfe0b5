package dev.sluice.protocol.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Turn;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenEstimateTest {

  private static final String PROSE =
      "The quick brown fox jumps over the lazy dog, and nobody is surprised any more. ".repeat(50);

  @ParameterizedTest
  @CsvSource({
    "gpt-4.1, 1.0",
    "claude-sonnet-4-5-20250929, 1.15",
    "claude-opus-4-8, 1.5",
    "claude-fable-5-1, 1.5",
    "gemini-3-pro-preview, 1.02",
    "llama-3.3-70b, 1.05",
    "somebody-elses, 1.05"
  })
  void eachFamilyCutsTextInItsOwnWay(String model, double factor) {
    long gpt = TokenEstimate.of(said(new ContentBlock.Text(PROSE)), "gpt-4.1");
    long here = TokenEstimate.of(said(new ContentBlock.Text(PROSE)), model);
    assertThat((double) here / gpt).isCloseTo(factor, within(0.02));
  }

  /** Anthropic's documentation: 1024 x 1024 is 1,369 tokens, 256 x 256 is 100. */
  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, 256, 256, 100",
    "claude-sonnet-4-5, 1024, 1024, 1369",
    "claude-sonnet-4-5, 4000, 4000, 1568",
    "claude-opus-4-8, 4000, 4000, 4784",
    "gpt-4.1, 512, 512, 255",
    "gpt-4.1, 1024, 1024, 765",
    "gemini-2.5-pro, 300, 300, 258",
    "gemini-2.5-pro, 1024, 1024, 1032"
  })
  void aPictureCountsByItsSize(String model, int width, int height, long tokens)
      throws IOException {
    for (String format : new String[] {"png", "jpg", "gif"}) {
      var picture = new ContentBlock.Image(picture(format, width, height));
      long without = TokenEstimate.of(said(), model);
      assertThat(TokenEstimate.of(said(picture), model) - without).as(format).isEqualTo(tokens);
    }
  }

  @Test
  void whatIsNoPictureIsTakenForAUsualOne() {
    var random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && round % 2 == 0) {
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
      }
      var source = new Source.Base64("image/png", Base64.getEncoder().encodeToString(bytes));
      long tokens = TokenEstimate.of(said(new ContentBlock.Image(source)), "claude-opus-4-8");
      assertThat(tokens).as("round %d", round).isBetween(1L, 5_000L);
    }
  }

  @Test
  void aDocumentCountsByItsPagesAndNeverByItsLetters() {
    var pdf = new Source.Base64("application/pdf", "A".repeat(200_000));
    var document = new ContentBlock.Document(pdf, Optional.empty());
    assertThat(TokenEstimate.of(said(document), "claude-opus-4-8")).isBetween(6_600L, 6_700L);
  }

  private static MessageRequest said(ContentBlock... blocks) {
    return MessageRequest.draft("m").turn(Turn.of(Turn.Role.USER, blocks)).request();
  }

  private static Source.Base64 picture(String format, int width, int height) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    return new Source.Base64(
        "image/" + format, Base64.getEncoder().encodeToString(out.toByteArray()));
  }
}
