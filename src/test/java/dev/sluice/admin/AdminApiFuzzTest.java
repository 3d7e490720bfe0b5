package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.admin.ApiCaller.Answer;
import dev.sluice.testing.RunningGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests made from the document itself, valid ones and spoilt ones. */
final class AdminApiFuzzTest {

  private static final RunningGateway GATEWAY = RunningGateway.with();
  private static final ApiCaller API = new ApiCaller(GATEWAY);

  /** Answered for ever, or asking somewhere else. */
  private static final Set<Operation> LEFT_OUT =
      Set.of(
          Operation.EVENTS,
          Operation.DOCTOR_STREAM,
          Operation.DOCTOR,
          Operation.TEST_CHANNEL,
          Operation.TEST_UNSAVED_CHANNEL);

  @AfterAll
  static void close() {
    API.close();
    GATEWAY.close();
  }

  static IntStream seeds() {
    return IntStream.range(0, 24);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noRequestIsAnsweredOutsideTheDocument(int seed) {
    var random = new Random(seed);
    var shapes = new RandomShapes(ApiDocument.shipped(), random);
    for (Operation operation : Operation.values()) {
      if (!LEFT_OUT.contains(operation)) {
        String path = path(operation, shapes, random);
        String body = body(operation, shapes);
        Answer answer =
            random.nextInt(4) == 0
                ? API.call(operation, path, body, "if-match", shapes.text())
                : API.call(operation, path, body);
        boolean promised = answer.status() == 501;
        assertThat(answer.status() < 500 || promised || operation == Operation.READY)
            .as("%s %s %s: %s", operation, path, body, answer.response().body())
            .isTrue();
      }
    }
  }

  private static String body(Operation operation, RandomShapes shapes) {
    JsonNode content = ApiDocument.shipped().of(operation).path("requestBody").path("content");
    return content.isMissingNode()
        ? ""
        : shapes.spoilt(content.path("application/json").path("schema"));
  }

  private static String path(Operation operation, RandomShapes shapes, Random random) {
    ApiDocument document = ApiDocument.shipped();
    String path = operation.path();
    var query = new StringBuilder();
    for (JsonNode reference : document.of(operation).path("parameters")) {
      JsonNode parameter = document.resolve(reference);
      String name = parameter.path("name").asText();
      String value = parameter(parameter, shapes, random);
      if (parameter.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", value);
      } else if (parameter.path("in").asText().equals("query") && random.nextBoolean()) {
        query.append(query.isEmpty() ? "?" : "&").append(name).append("=").append(value);
      }
    }
    return path + query;
  }

  private static String parameter(JsonNode parameter, RandomShapes shapes, Random random) {
    if (parameter.path("name").asText().equals("id") && random.nextBoolean()) {
      List<String> known =
          GATEWAY.gateway().routes().now().channels().stream().map(each -> each.id()).toList();
      if (!known.isEmpty()) {
        return known.get(random.nextInt(known.size()));
      }
    }
    JsonNode schema = parameter.path("schema");
    String text = random.nextInt(3) == 0 ? shapes.text() : shapes.of(schema, 0).asText();
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.isEmpty() || encoded.matches("\\.+") ? "x" : encoded;
  }
}
