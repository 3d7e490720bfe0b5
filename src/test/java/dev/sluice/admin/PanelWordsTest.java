package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.CapabilityCard;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.convert.UpstreamOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PanelWordsTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/sluice");
  private static final String IMPORT = "import static dev.sluice.base.Words.words;";
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern CALL =
      Pattern.compile("\\bwords\\(\\s*(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)?");
  private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

  @Test
  void everySentenceOfTheDoctorHasItsChineseAndNoOtherHas() throws IOException {
    assertThat(ChineseCatalogue.of("findings.json").names()).isEqualTo(templates());
  }

  @Test
  void everyGapOfASentenceIsFilledInChineseToo() throws IOException {
    var findings = ChineseCatalogue.of("findings.json");
    for (String template : findings.names()) {
      var filled = new TreeSet<Integer>();
      Matcher gap = GAP.matcher(findings.text(template));
      while (gap.find()) {
        filled.add(Integer.valueOf(gap.group(1)));
      }
      assertThat(filled).as(template).hasSize(template.split("\\{}", -1).length - 1);
    }
  }

  @Test
  void whatBecomesOfPartsOfARequestIsToldInChinese() throws IOException {
    var told = ChineseCatalogue.of("told.json").under("treatments");
    var untold = new TreeSet<String>();
    for (Protocol type : Protocol.values()) {
      CapabilityCard.of(type, "upstream.example", UpstreamOptions.DEFAULT)
          .treatments()
          .values()
          .stream()
          .filter(each -> LOSSES.contains(each.kind()))
          .flatMap(each -> Stream.of(each.note(), each.part()))
          .filter(text -> text.contains(" ") && !told.tells(text))
          .forEach(untold::add);
    }
    assertThat(untold).isEmpty();
  }

  private static final Set<Treatment.Kind> LOSSES =
      EnumSet.of(Treatment.Kind.DROPPED, Treatment.Kind.DEGRADED, Treatment.Kind.REFUSED);

  /* What only the command line says never reaches the panel. */
  private static Set<String> templates() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> telling =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.startsWith(SOURCES.resolve("cli")))
              .toList();
      var templates = new TreeSet<String>();
      for (Path file : telling) {
        String text = Files.readString(file);
        if (text.contains(IMPORT)) {
          templates.addAll(templatesIn(file, text));
        }
      }
      return templates;
    }
  }

  private static Set<String> templatesIn(Path file, String text) {
    var found = new TreeSet<String>();
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      if (call.group(1) == null) {
        // A verdict is named by the panel's own words for it.
        assertThat(text.substring(call.end()))
            .as("%s: words of a template that is no literal", file)
            .startsWith("tested.verdict().label())");
      } else {
        var template = new StringBuilder();
        LITERAL.matcher(call.group(1)).results().forEach(each -> template.append(each.group(1)));
        found.add(template.toString());
      }
    }
    return found;
  }
}
