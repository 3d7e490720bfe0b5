package dev.sluice.protocol.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.convert.UpstreamOptions.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas in the dialects of upstreams. */
final class ToolSchemaTest {

  @ParameterizedTest
  @EnumSource(Schemas.class)
  void propertiesThatAreCalledLikeKeywordsAreKept(Schemas dialect) {
    var schema =
        json(
            "{'type':'object','properties':{'format':{'type':'string'},'properties':{'type':'object',"
                + "'properties':{'$schema':{'type':'string'}}},'minLength':{'type':'integer'},"
                + "'allOf':{'type':'string'},'definitions':{'type':'string'},"
                + "'oneOf':{'type':'array','items':{'type':'string'}}},"
                + "'required':['format','allOf'],'additionalProperties':false}");
    assertThat(ToolSchema.input(schema, dialect)).isEqualTo(schema);
  }

  @ParameterizedTest
  @EnumSource(Schemas.class)
  void dataIsNoSchema(Schemas dialect) {
    var schema =
        json(
            "{'type':'object','properties':{'a':{'type':'object','default':{'$schema':'x','minLength':1},"
                + "'enum':[{'allOf':[]}],'const':{'definitions':1}}}}");
    assertThat(ToolSchema.input(schema, dialect)).isEqualTo(schema);
  }

  @Test
  void theNameOfTheLanguageIsLeftOut() {
    assertThat(ToolSchema.input(json("{'$schema':'x'}"), Schemas.PLAIN))
        .isEqualTo(json("{'type':'object','properties':{}}"));
  }

  @Test
  void openAiHasNoAlternativesAtTheTop() {
    assertThat(
            ToolSchema.input(
                json(
                    "{'type':'object','anyOf':[{'properties':{'a':{},'b':{}},'required':['a','b']},"
                        + "{'properties':{'b':{},'c':{}},'required':['b']}]}"),
                Schemas.OPENAI))
        .isEqualTo(json("{'type':'object','properties':{'a':{},'b':{},'c':{}},'required':['b']}"));
  }

  @Test
  void xAiHasNoLengthsAndNoAllOf() {
    assertThat(
            ToolSchema.input(
                json(
                    "{'type':'object','properties':{'a':{'type':'string','minLength':1}},"
                        + "'allOf':[{'properties':{'b':{'type':'string'}},'required':['b']}]}"),
                Schemas.XAI))
        .isEqualTo(
            json(
                "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},"
                    + "'required':['b']}"));
  }

  @Test
  void moonshotHasTypesInsideOfAlternatives() {
    assertThat(
            ToolSchema.input(
                json(
                    "{'type':'object','properties':{'a':{'type':'string','anyOf':[{'minLength':1},"
                        + "{'type':'null'}]},'b':{'$ref':'#/definitions/d'}},"
                        + "'definitions':{'d':{'oneOf':[{'type':'string'}]}}}"),
                Schemas.MOONSHOT))
        .isEqualTo(
            json(
                "{'type':'object','properties':{'a':{'anyOf':[{'minLength':1,'type':'string'},"
                    + "{'type':'null'}]},'b':{'$ref':'#/$defs/d'}},"
                    + "'$defs':{'d':{'anyOf':[{'type':'string'}]}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{'a':{'oneOf':[{'type':'string'}]}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'string','minLength':1}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'string','format':'uri'}},'required':['a']}",
        "{'type':'object','additionalProperties':{'type':'string'}}",
        "{'type':'object','properties':{'a':{'type':'string'}}}",
        "{'type':'array','items':{}}"
      })
  void whatStrictModeCannotHoldToIsNotStrict(String schema) {
    assertThat(OpenAiStrictSchema.asItIs(json(schema))).isEmpty();
  }

  @Test
  void strictObjectsAreClosed() {
    assertThat(
            OpenAiStrictSchema.asItIs(
                json(
                    "{'type':'object','properties':{'a':{'type':'object','properties':{}}},"
                        + "'required':['a']}")))
        .contains(
            json(
                "{'type':'object','properties':{'a':{'type':'object','properties':{},"
                    + "'additionalProperties':false,'required':[]}},'required':['a'],"
                    + "'additionalProperties':false}"));
  }

  private static ObjectNode json(String quoted) {
    return Conversions.object(quoted.replace('\'', '"'));
  }
}
