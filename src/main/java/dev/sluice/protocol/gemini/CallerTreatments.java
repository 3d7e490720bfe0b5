package dev.sluice.protocol.gemini;

import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.convert.Treatment.Kind;
import java.util.List;

/** What becomes of each member of a caller's request. */
final class CallerTreatments {

  static final List<Treatment> ALL =
      List.of(
          mapped("contents", "turns; those of one side in a row become one"),
          mapped("contents.role", "model: the assistant; user, function: the user"),
          carried("contents.parts.text"),
          mapped("contents.parts.thought", "thinking"),
          mapped("contents.parts.thoughtSignature", "the signature of the thinking before"),
          mapped("contents.parts.inlineData (image)", "a picture"),
          mapped("contents.parts.inlineData (PDF)", "a document"),
          mapped("contents.parts.inlineData (text)", "a document of plain text"),
          refused("contents.parts.inlineData (audio, video)", "others take none"),
          mapped("contents.parts.fileData (https)", "a picture or document by its address"),
          refused("contents.parts.fileData (elsewhere)", "it lies in a store of Google's"),
          mapped("contents.parts.functionCall", "tool_use"),
          mapped("contents.parts.functionResponse", "tool_result, by id, else by name in order"),
          mapped("contents.parts.functionResponse.parts", "pictures in a tool_result"),
          mapped("contents.parts.executableCode", "text"),
          mapped("contents.parts.codeExecutionResult", "text"),
          mapped("contents.parts.toolCall, toolResponse", "kept for Gemini, unknown to others"),
          degraded("contents.parts.videoMetadata", "left out"),
          degraded("contents.parts.mediaResolution", "left out"),
          mapped("systemInstruction", "system"),
          mapped("tools.functionDeclarations", "tools"),
          mapped("tools.functionDeclarations.parameters", "JSON Schema"),
          carried("tools.functionDeclarations.parametersJsonSchema"),
          dropped("tools.functionDeclarations.response", "nobody else describes results"),
          mapped("tools.googleSearch", "web_search"),
          mapped("tools.urlContext", "web_fetch"),
          degraded("tools.codeExecution", "left out"),
          degraded("tools.googleMaps", "left out"),
          degraded("tools.fileSearch", "left out"),
          degraded("tools.computerUse", "left out"),
          mapped("toolConfig.functionCallingConfig", "tool_choice; several names filter tools"),
          degraded("toolConfig.retrievalConfig", "left out"),
          mapped("generationConfig.maxOutputTokens", "max_tokens"),
          carried("generationConfig.temperature"),
          carried("generationConfig.topP"),
          carried("generationConfig.topK"),
          carried("generationConfig.stopSequences"),
          refused("generationConfig.candidateCount above 1", "others make one answer"),
          degraded("generationConfig.seed", "left out"),
          degraded("generationConfig.presencePenalty", "left out"),
          degraded("generationConfig.frequencyPenalty", "left out"),
          degraded("generationConfig.responseLogprobs", "left out"),
          degraded("generationConfig.mediaResolution", "left out"),
          mapped("generationConfig.responseMimeType application/json", "a JSON object as answer"),
          degraded("generationConfig.responseMimeType text/x.enum", "left out"),
          mapped("generationConfig.responseSchema", "the answer's JSON Schema"),
          mapped("generationConfig.responseJsonSchema", "the answer's JSON Schema"),
          refused("generationConfig.responseModalities but TEXT", "others make text alone"),
          mapped("generationConfig.thinkingConfig.thinkingBudget", "-1: as it sees fit, 0: off"),
          mapped("generationConfig.thinkingConfig.thinkingLevel", "effort"),
          mapped("generationConfig.thinkingConfig.includeThoughts", "whether thoughts are told"),
          dropped("safetySettings", "filters of Google's"),
          dropped("labels", "for Google's bills"),
          refused("cachedContent", "it lies in a store of Google's"),
          mapped("serviceTier", "service_tier"),
          degraded("any other member", "left out"));

  private CallerTreatments() {}

  private static Treatment carried(String member) {
    return new Treatment(member, Kind.CARRIED, "");
  }

  private static Treatment mapped(String member, String note) {
    return new Treatment(member, Kind.MAPPED, note);
  }

  private static Treatment dropped(String member, String note) {
    return new Treatment(member, Kind.DROPPED, note);
  }

  private static Treatment degraded(String member, String note) {
    return new Treatment(member, Kind.DEGRADED, note);
  }

  private static Treatment refused(String member, String note) {
    return new Treatment(member, Kind.REFUSED, note);
  }
}
