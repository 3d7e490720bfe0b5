package dev.sluice.protocol.responses;

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
public enum ResponsesCaller implements CallerSide {
  INSTANCE;

  @Override
  public CallerRequest read(Asked asked, ObjectNode body, Losses losses)
      throws MalformedRequest, Inexpressible {
    var reader = new RequestReader(body, losses);
    var message = reader.read();
    return new ResponsesAsked(
        message, reader.known(), ResponseEcho.of(body), CodexClient.speaks(asked.headers()));
  }

  @Override
  public byte[] count(long tokens) {
    return Json.bytes(
        Json.object().put("object", "response.input_tokens").put("input_tokens", tokens));
  }

  @Override
  public List<Treatment> treatments() {
    return CallerMembers.ALL;
  }
}
