package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.json;
import static dev.sluice.protocol.gemini.Cases.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Property;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiSchemaTest {

  private static JsonNode standard(String schema) {
    return GeminiSchema.of(object(schema), SchemaDialect.JSON_SCHEMA);
  }

  private static JsonNode older(String schema) {
    return GeminiSchema.of(object(schema), SchemaDialect.OPEN_API);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'$schema':'x','$id':'y','x-a':1,'type':'string'}|{'type':'string'}",
        "{'const':'raw','type':'string'}|{'type':'string','enum':['raw']}",
        "{'const':5}|{'enum':[5],'type':'integer'}",
        "{'type':['integer','null'],'exclusiveMinimum':0,'description':'d'}|"
            + "{'description':'d','anyOf':[{'type':'integer','minimum':1},{'type':'null'}]}",
        "{'type':['string','null'],'enum':['a',null]}|"
            + "{'anyOf':[{'type':'string','enum':['a']},{'type':'null'}]}",
        "{'type':'number','exclusiveMinimum':0.5,'exclusiveMaximum':2}|"
            + "{'type':'number','minimum':0.5,'maximum':2}",
        "{'type':'integer','minimum':3,'exclusiveMinimum':true}|{'type':'integer','minimum':4}",
        "{'oneOf':[{'const':'a'},{'type':'integer'}]}|"
            + "{'anyOf':[{'enum':['a'],'type':'string'},{'type':'integer'}]}",
        "{'allOf':[{'properties':{'a':{}},'required':['a']},{'properties':{'b':true}}],"
            + "'type':'object','required':['b']}|"
            + "{'type':'object','required':['b','a'],'properties':{'a':{},'b':{}}}",
        "{'type':'object','additionalProperties':{'const':1},'not':{},'if':{},'then':{}}|"
            + "{'type':'object','additionalProperties':{'enum':[1],'type':'integer'}}",
        "{'$ref':'#/definitions/A','definitions':{'A':{'$ref':'#/definitions/A'}}}|"
            + "{'$ref':'#/$defs/A','$defs':{'A':{'$ref':'#/$defs/A'}}}",
        "{'type':'array','items':[{'type':'string'}]}|"
            + "{'type':'array','prefixItems':[{'type':'string'}]}",
        "{'required':['gone'],'type':'object','properties':{}}|{'type':'object','properties':{}}",
      })
  void schemasStayJsonSchema(String schema, String expected) {
    assertThat(standard(schema)).isEqualTo(json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':['string','null'],'minLength':1}|{'type':'string','minLength':1,'nullable':true}",
        "{'anyOf':[{'type':'string'},{'type':'null'}]}|{'nullable':true,'type':'string'}",
        "{'type':['string','integer','null']}|"
            + "{'anyOf':[{'type':'string'},{'type':'integer'}],'nullable':true}",
        "{'type':'integer','enum':[1,2],'description':'n'}|"
            + "{'type':'integer','description':'n One of: [1,2]'}",
        "{'enum':['a','b']}|{'enum':['a','b'],'type':'string'}",
        "{'const':true}|{'type':'boolean','description':'One of: [true]'}",
        "{'type':'array'}|{'type':'array','items':{'type':'string'}}",
        "{'type':'array','items':{}}|{'type':'array','items':{'type':'string'}}",
        "{'type':'string','format':'uri'}|{'type':'string'}",
        "{'type':'string','format':'date-time'}|{'type':'string','format':'date-time'}",
        "{'type':'object','properties':{'a':{}},'additionalProperties':false}|"
            + "{'type':'object','properties':{'a':{'type':'string'}}}",
        "{'properties':{'a':{'$ref':'#/$defs/A','description':'mine'}},"
            + "'$defs':{'A':{'type':'string','description':'its'}}}|"
            + "{'properties':{'a':{'description':'mine','type':'string'}},'type':'object'}",
        "{'properties':{'a':{'allOf':[{'$ref':'#/$defs/A'}],'title':'t'}},"
            + "'$defs':{'A':{'type':'integer'}}}|"
            + "{'properties':{'a':{'title':'t','type':'integer'}},'type':'object'}",
        "{'$ref':'#/$defs/T','$defs':{'T':{'type':'object','properties':"
            + "{'next':{'$ref':'#/$defs/T'}}}}}|"
            + "{'type':'object','properties':{'next':{'type':'object','description':'See T.'}}}",
        "{'$ref':'https://elsewhere.test/x'}|{'type':'object','description':'See x.'}",
      })
  void schemasBecomeGeminisOwn(String schema, String expected) {
    assertThat(older(schema)).isEqualTo(json(expected));
  }

  @Test
  void propertiesThatAreCalledLikeKeywordsArePropertiesStill() {
    String names =
        "{'type':'object','properties':{'format':{'type':'string'},'properties':{'type':'object',"
            + "'properties':{'const':{'type':'string'},'$ref':{'type':'string'}}},"
            + "'default':{'type':'string'},'allOf':{'type':'string'},'nullable':{'type':'string'},"
            + "'x-y':{'type':'string'},'$schema':{'type':'string'}},'required':['format','allOf']}";
    assertThat(standard(names)).isEqualTo(json(names));
    assertThat(older(names)).isEqualTo(json(names));
  }

  @Test
  void referencesThatMultiplyAreBounded() {
    var defs = new StringBuilder("{'$ref':'#/$defs/d0','$defs':{");
    for (int i = 0; i < 30; i++) {
      String next = "{'$ref':'#/$defs/d" + (i + 1) + "'}";
      defs.append("'d%d':{'properties':{'a':%s,'b':%s}},".formatted(i, next, next));
    }
    assertThat(older(defs + "'d30':{'type':'string'}}}").toString().length()).isLessThan(1 << 20);
  }

  @Test
  void anySchemaIsCleanedAndWhatIsCleanStaysSo() {
    Property.holds(
        2_000,
        chance -> {
          ObjectNode schema = schema(chance, 4);
          for (SchemaDialect dialect : SchemaDialect.values()) {
            ObjectNode clean = GeminiSchema.of(schema, dialect);
            assertThat(GeminiSchema.of(clean, dialect)).as("%s", schema).isEqualTo(clean);
          }
        });
  }

  private static ObjectNode schema(Random chance, int depth) {
    var schema = Json.object();
    for (int i = chance.nextInt(5); i > 0; i--) {
      keyword(chance, depth, schema);
    }
    return schema;
  }

  private static void keyword(Random chance, int depth, ObjectNode schema) {
    List<String> types = List.of("string", "integer", "object", "array", "null", "boolean");
    switch (chance.nextInt(depth == 0 ? 8 : 15)) {
      case 0 -> schema.put("type", types.get(chance.nextInt(4)));
      case 1 -> schema.putArray("type").add(types.get(chance.nextInt(4))).add("null");
      case 2 -> schema.put("const", chance.nextInt(3));
      case 3 -> schema.putArray("enum").add("a").add(chance.nextBoolean() ? "b" : null);
      case 4 -> schema.put("exclusiveMinimum", chance.nextInt(3));
      case 5 -> schema.put("format", "uri").put("$comment", "x");
      case 6 -> schema.putArray("required").add("a").add("b");
      case 7 -> schema.put("$ref", "#/properties/a");
      case 8 -> schema.putObject("properties").set("a", schema(chance, depth - 1));
      case 9 -> schema.set("items", schema(chance, depth - 1));
      case 10 -> schema.putArray("anyOf").add(schema(chance, depth - 1)).add(true);
      case 11 -> schema.putArray("allOf").add(schema(chance, depth - 1));
      case 12 -> schema.putArray("oneOf").add(schema(chance, depth - 1)).add(7);
      case 13 -> schema.put("items", true);
      default -> schema.putArray("prefixItems").add(schema(chance, depth - 1));
    }
  }
}
