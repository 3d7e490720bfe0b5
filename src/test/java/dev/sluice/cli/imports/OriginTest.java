package dev.sluice.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.ConfigReader;
import dev.sluice.config.Document;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.SecretSource;
import dev.sluice.config.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A file of each program and what is made of it. */
final class OriginTest {

  static final Path FILES = Path.of("src/test/resources/imports");

  static byte[] file(Origin origin) throws IOException {
    String ending = origin == Origin.LITELLM ? ".yaml" : ".json";
    return Files.readAllBytes(FILES.resolve(origin.id() + ending));
  }

  static ObjectNode document(Imported imported) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    imported.strategy().ifPresent(name -> document.put("strategy", name));
    document.putArray("channels").addAll(imported.channels());
    document.putArray("mappings").addAll(imported.mappings());
    return document;
  }

  private static String shown(Imported imported) {
    var text =
        new StringBuilder(new String(YamlText.print(document(imported)), StandardCharsets.UTF_8));
    for (Imported.Note note : imported.notes()) {
      text.append(note.taken() ? "# taken " : "# left ").append(note.pointer());
      text.append(": ").append(note.what()).append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void whatIsTakenAndWhatIsLeftIsAsWritten(Origin origin) throws Exception {
    Imported imported = origin.read(file(origin));
    assertThat(shown(imported))
        .isEqualTo(Files.readString(FILES.resolve(origin.id() + ".golden.yaml")));
    var anything = SecretSource.of(Map.of(), FILES).orAsWritten();
    new ConfigReader(anything).read(Document.parse(Document.print(document(imported))));
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void noNoteTellsASecret(Origin origin) throws Exception {
    assertThat(origin.read(file(origin)).notes().toString()).doesNotContain("sk-import");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          CLAUDE_PROXY | {"upstream": [{"apiKeys": "sk-hidden", "serviceType": "claude", "baseUrl": "http://h"}]} | /upstream/0/apiKeys: a string (expected: an array)
          CLAUDE_PROXY | {"upstream": [{"serviceType": 3}]} | /upstream/0/serviceType: a number (expected: a string)
          CLAUDE_PROXY | {"upstream": [ | not valid JSON, line 1, column 15
          CLAUDE_PROXY | {} | /upstream: missing (expected: the channels of claude-proxy)
          CLAUDE_PROXY | [] | not a JSON object
          CCR | {Providers: [{api_base_url: {}}]} | /Providers/0/api_base_url: an object (expected: a string)
          CCR | {Providers: [], Providers: []} | not valid JSON, line 1, column 26
          CCR | {"Router": {}} | /Providers: missing (expected: the providers of claude-code-router)
          LITELLM | a: b | /model_list: missing (expected: the models of LiteLLM)
          LITELLM | model_list: &x [*x] | an alias, line 1, column 17 is not read here
          LITELLM | model_list: [{model_name: 3, litellm_params: {}}] | /model_list/0/model_name: a number (expected: a string)
          CCS | {"version": 2} | /claude: missing (expected: the providers of cc-switch)
          CCS | -- CC Switch SQLite export | a database or its copy as SQL (expected: the providers as JSON, as in config.json)
          CCS | {"claude": {"providers": {"a": []}}} | /claude/providers/a: an array (expected: an object)
          """)
  void whatCannotBeReadIsRefusedWithWhereAndWhy(Origin origin, String text, String message) {
    assertThatThrownBy(() -> origin.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(message);
  }
}
