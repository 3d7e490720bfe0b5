package dev.sluice.upstream;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The codes and words by which real providers say what is wrong, read from {@code
 * error-texts.json}; every entry there carries the answer in which it was seen.
 *
 * <p>A <em>code</em> is a whole member of the error object, a <em>phrase</em> leaves no doubt
 * wherever it stands, a <em>word</em> only hints and counts where the status already blames the
 * key. The first entry that fits wins.
 */
final class ErrorTexts {

  private static final String RESOURCE = "error-texts.json";
  private static final ErrorTexts SHIPPED = load();

  private final Map<String, Meaning> codes = new HashMap<>();
  private final List<Wording> phrases = new ArrayList<>();
  private final List<Wording> words = new ArrayList<>();

  /**
   * @param at the statuses at which it means this; empty: any
   */
  private record Wording(Pattern pattern, Meaning meaning, Set<Integer> at) {

    boolean says(String text, int status) {
      return (at.isEmpty() || at.contains(status)) && pattern.matcher(text).find();
    }
  }

  private ErrorTexts(JsonNode entries) {
    for (JsonNode entry : entries) {
      Meaning meaning = Meaning.of(entry.path("means").asText());
      if (entry.has("code")) {
        codes.putIfAbsent(entry.get("code").asText().toLowerCase(ROOT), meaning);
      } else if (entry.has("phrase")) {
        phrases.add(wording(entry, "phrase", meaning));
      } else {
        words.add(wording(entry, "word", meaning));
      }
    }
  }

  /* Messages of an error and of the errors inside it stand on lines of their own. */
  private static Wording wording(JsonNode entry, String kind, Meaning meaning) {
    Set<Integer> at = new HashSet<>();
    entry.path("at").forEach(status -> at.add(status.asInt()));
    Pattern pattern = Pattern.compile(entry.get(kind).asText(), Pattern.MULTILINE);
    return new Wording(pattern, meaning, at);
  }

  static ErrorTexts shipped() {
    return SHIPPED;
  }

  /**
   * @param codes the most specific first, in lower case
   */
  Optional<Meaning> byCode(List<String> codes, Set<Meaning> allowed) {
    return codes.stream()
        .flatMap(code -> Optional.ofNullable(this.codes.get(code)).stream())
        .filter(allowed::contains)
        .findFirst();
  }

  /**
   * @param text in lower case
   */
  Optional<Meaning> byPhrase(String text, int status, Set<Meaning> allowed) {
    return first(phrases, text, status, allowed);
  }

  /**
   * @param text in lower case
   */
  Optional<Meaning> byWord(String text, int status) {
    return first(words, text, status, EnumSet.allOf(Meaning.class));
  }

  private static Optional<Meaning> first(
      List<Wording> wordings, String text, int status, Set<Meaning> allowed) {
    return wordings.stream()
        .filter(wording -> allowed.contains(wording.meaning()))
        .filter(wording -> wording.says(text, status))
        .map(Wording::meaning)
        .findFirst();
  }

  private static ErrorTexts load() {
    try (InputStream in = ErrorTexts.class.getResourceAsStream(RESOURCE)) {
      return new ErrorTexts(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}
