package dev.sluice.admin;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A file of the panel's Chinese words. */
record ChineseCatalogue(JsonNode words) {

  private static final Path FOLDER = Path.of("frontend/src/locales/zh-CN");

  static ChineseCatalogue of(String file) throws IOException {
    return new ChineseCatalogue(new ObjectMapper().readTree(FOLDER.resolve(file).toFile()));
  }

  ChineseCatalogue under(String member) {
    return new ChineseCatalogue(words.path(member));
  }

  Set<String> names() {
    var names = new TreeSet<String>();
    words.fieldNames().forEachRemaining(names::add);
    return names;
  }

  String text(String name) {
    return words.path(name).asText();
  }

  /** Whether the panel finds words for a text, by itself or by a template that it fits. */
  boolean tells(String text) {
    return words.has(text)
        || names().stream().anyMatch(name -> name.contains("{}") && fits(name, text));
  }

  private static boolean fits(String template, String text) {
    String pattern =
        Arrays.stream(template.split("\\{}", -1)).map(Pattern::quote).collect(joining(".+?"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
  }
}
