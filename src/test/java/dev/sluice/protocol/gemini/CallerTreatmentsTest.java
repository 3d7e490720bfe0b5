package dev.sluice.protocol.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Holds the table to what is read. */
final class CallerTreatmentsTest {

  private static final String ASK = "{'role':'user','parts':[{'text':'x'}]}";

  private static final Map<String, String> SAMPLES = samples();

  private static Map<String, String> samples() {
    var all = new HashMap<String, String>();
    all.put("contents", user("{'text':'x'}"));
    all.put("contents.role", user("{'text':'x'}"));
    all.put("contents.parts.text", user("{'text':'x'}"));
    all.put("contents.parts.thought", model("{'text':'x','thought':true}"));
    all.put("contents.parts.thoughtSignature", model("{'text':'x','thoughtSignature':'QQ=='}"));
    inline(all, "image", "image/png");
    inline(all, "PDF", "application/pdf");
    inline(all, "text", "text/plain");
    inline(all, "audio, video", "audio/mp3");
    all.put(
        "contents.parts.fileData (https)", user("{'fileData':{'fileUri':'https://a.t/a.png'}}"));
    all.put("contents.parts.fileData (elsewhere)", user("{'fileData':{'fileUri':'gs://a/a.png'}}"));
    all.put("contents.parts.functionCall", model("{'functionCall':{'name':'f'}}"));
    all.put("contents.parts.functionResponse", response("'response':{'output':'x'}"));
    all.put(
        "contents.parts.functionResponse.parts",
        response("'parts':[{'inlineData':{'mimeType':'image/png','data':'AA=='}}]"));
    all.put("contents.parts.executableCode", model("{'executableCode':{'code':'x'}}"));
    all.put("contents.parts.codeExecutionResult", model("{'codeExecutionResult':{'output':'x'}}"));
    all.put("contents.parts.toolCall, toolResponse", model("{'toolCall':{'id':'1'}}"));
    all.put("contents.parts.videoMetadata", user("{'text':'x','videoMetadata':{}}"));
    all.put("contents.parts.mediaResolution", user("{'text':'x','mediaResolution':{}}"));
    all.put("systemInstruction", asking("'systemInstruction':{'parts':[{'text':'s'}]}"));
    tools(all);
    settings(all);
    all.put("safetySettings", asking("'safetySettings':[]"));
    all.put("labels", asking("'labels':{}"));
    all.put("cachedContent", asking("'cachedContent':'c'"));
    all.put("serviceTier", asking("'serviceTier':'flex'"));
    all.put("any other member", asking("'brandNew':1"));
    return all;
  }

  private static void tools(Map<String, String> all) {
    String functions = "tools.functionDeclarations";
    all.put(functions, function(""));
    all.put(functions + ".parameters", function(",'parameters':{'type':'OBJECT'}"));
    all.put(
        functions + ".parametersJsonSchema", function(",'parametersJsonSchema':{'type':'object'}"));
    all.put(functions + ".response", function(",'response':{}"));
    for (String name :
        List.of(
            "googleSearch",
            "urlContext",
            "codeExecution",
            "googleMaps",
            "fileSearch",
            "computerUse")) {
      all.put("tools." + name, asking("'tools':[{'" + name + "':{}}]"));
    }
    all.put(
        "toolConfig.functionCallingConfig",
        asking("'toolConfig':{'functionCallingConfig':{'mode':'AUTO'}}"));
    all.put("toolConfig.retrievalConfig", asking("'toolConfig':{'retrievalConfig':{}}"));
  }

  private static void settings(Map<String, String> all) {
    for (String setting :
        List.of(
            "maxOutputTokens=1",
            "temperature=1",
            "topP=1",
            "topK=1",
            "stopSequences=['x']",
            "candidateCount above 1=2",
            "seed=1",
            "presencePenalty=1",
            "frequencyPenalty=1",
            "responseLogprobs=true",
            "mediaResolution='LOW'",
            "responseMimeType application/json='application/json'",
            "responseMimeType text/x.enum='text/x.enum'",
            "responseSchema={'type':'OBJECT'}",
            "responseJsonSchema={'type':'object'}",
            "responseModalities but TEXT=['AUDIO']")) {
      String[] parts = setting.split("=", 2);
      String name = parts[0].replaceFirst(" .*", "");
      all.put(
          "generationConfig." + parts[0],
          asking("'generationConfig':{'" + name + "':" + parts[1] + "}"));
    }
    for (String setting :
        List.of("thinkingBudget=1", "thinkingLevel='LOW'", "includeThoughts=true")) {
      String[] parts = setting.split("=", 2);
      all.put(
          "generationConfig.thinkingConfig." + parts[0],
          asking("'generationConfig':{'thinkingConfig':{'" + parts[0] + "':" + parts[1] + "}}"));
    }
  }

  private static void inline(Map<String, String> all, String what, String type) {
    all.put(
        "contents.parts.inlineData (" + what + ")",
        user("{'inlineData':{'mimeType':'" + type + "','data':'AA=='}}"));
  }

  private static String user(String part) {
    return "{'contents':[{'role':'user','parts':[" + part + "]}]}";
  }

  private static String model(String part) {
    return "{'contents':[" + ASK + ",{'role':'model','parts':[" + part + "]}]}";
  }

  private static String response(String members) {
    return "{'contents':["
        + ASK
        + ",{'role':'model','parts':[{'functionCall':{'name':'f'}}]},"
        + "{'parts':[{'functionResponse':{'name':'f',"
        + members
        + "}}]}]}";
  }

  private static String asking(String member) {
    return "{'contents':[" + ASK + "]," + member + "}";
  }

  private static String function(String members) {
    return asking("'tools':[{'functionDeclarations':[{'name':'f'" + members + "}]}]");
  }

  @Test
  void everyMemberIsTreatedAsTheTableSays() throws Exception {
    List<Treatment> table = GeminiCaller.INSTANCE.treatments();
    assertThat(table.stream().map(Treatment::part))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(SAMPLES.keySet());
    for (Treatment told : table) {
      assertThat(kind(told)).as(told.part()).isEqualTo(told.kind());
    }
  }

  private static Treatment.Kind kind(Treatment told) throws Exception {
    var losses = new Losses();
    try {
      Cases.asked(Objects.requireNonNull(SAMPLES.get(told.part())), losses);
    } catch (Inexpressible e) {
      return Treatment.Kind.REFUSED;
    }
    if (!losses.isEmpty()) {
      return Treatment.Kind.DEGRADED;
    }
    return told.kind() == Treatment.Kind.DEGRADED || told.kind() == Treatment.Kind.REFUSED
        ? Treatment.Kind.CARRIED
        : told.kind();
  }
}
