package dev.sluice.admin.doctor;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.health.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsJsonTest {

  private static final Finding CLOCK =
      Finding.warning(
          words("channel {}", "main"),
          words("clock"),
          words("{} s behind {} clock", 40, words("the upstream's")),
          words("set it"));

  @Test
  void aFindingIsGivenAsTextAndAsTemplateWithArguments() throws JsonProcessingException {
    JsonNode item = FindingsJson.of(List.of(CLOCK)).path("items").path(0);
    assertThat(item.path("seen").asText()).isEqualTo("40 s behind the upstream's clock");
    assertThat(item.path("words").path("seen"))
        .isEqualTo(
            json(
                """
                {"template":"{} s behind {} clock","arguments":["40",
                 {"template":"the upstream's","arguments":[]}]}
                """));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var findings =
        List.of(CLOCK, Finding.ok(asIs("configuration"), words("document"), asIs("all {} good")));
    assertThat(FindingsJson.read(FindingsJson.of(findings))).isEqualTo(findings);
  }

  @Test
  void aGatewayThatGivesTextAloneIsUnderstood() {
    ObjectNode report = FindingsJson.of(List.of(CLOCK));
    ((ObjectNode) report.path("items").path(0)).remove("words");
    Finding read = FindingsJson.read(report).getFirst();
    assertThat(read.seen().text()).isEqualTo("40 s behind the upstream's clock");
    assertThat(read.group().text()).isEqualTo("channel main");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
