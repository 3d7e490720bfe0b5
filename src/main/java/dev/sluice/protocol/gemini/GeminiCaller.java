package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import java.util.List;

/** The caller's side. */
public enum GeminiCaller implements CallerSide {
  INSTANCE;

  private static final String SIGNATURE = AnswerParts.SIGNATURE;

  @Override
  public CallerRequest read(Asked asked, ObjectNode body, Losses losses)
      throws MalformedRequest, Inexpressible {
    return new GeminiRequestReader(asked, losses).read(body);
  }

  /** Whether a part of a content bears a signature that only we can read. */
  public static boolean isOurs(ObjectNode part) {
    return CarriedThinking.read(part.path(SIGNATURE).asText("")).isPresent();
  }

  /**
   * Takes such a signature off; a call of a function must have one, so it gets the word for none.
   */
  public static void unsign(ObjectNode part) {
    if (part.has("functionCall")) {
      part.put(SIGNATURE, ModelParts.SKIP);
    } else {
      part.remove(SIGNATURE);
    }
  }

  @Override
  public byte[] count(long tokens) {
    return Json.bytes(Json.object().put("totalTokens", tokens));
  }

  @Override
  public List<Treatment> treatments() {
    return CallerTreatments.ALL;
  }
}
