package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AuditNote;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Revision;
import dev.sluice.config.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesInChineseTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHANNEL =
      "{'name':'Second','type':'anthropic','baseUrl':'http://b.example','keys':[{'secret':'k2'}]}";

  @TempDir private Path folder;

  @Test
  void everyChangeOfTheDocumentIsToldInTheHistoryAndInTheTrail() throws Exception {
    var told = ChineseCatalogue.of("told.json");
    List<Changed> changes = everything();
    assertThat(new ConfigCommands(file(), "test").history())
        .extracting(Revision::summary)
        .hasSizeGreaterThan(changes.size() - 3)
        .allSatisfy(each -> assertThat(told.under("summaries").tells(each)).as(each).isTrue());
    assertThat(changes)
        .extracting(Changed::what)
        .allSatisfy(each ->
            assertThat(told.under("details").tells(each) || told.under("summaries").tells(each))
                .as(each)
                .isTrue());
  }

  @Test
  void whatIsSaidOfPricesIsToldInTheTrail() throws IOException {
    var details = ChineseCatalogue.of("told.json").under("details");
    var notes =
        List.of(
            Trail.ofList(Instant.EPOCH, "a", json("{'added':2,'changed':1}")),
            Trail.ofCosts(Instant.EPOCH, "a", json("{'changed':2,'attempts':9}")));
    assertThat(notes)
        .extracting(AuditNote::detail)
        .allSatisfy(each -> assertThat(details.tells(each)).as(each).isTrue());
  }

  @Test
  void everyActionOfTheTrailHasWords() throws IOException {
    var words = ChineseCatalogue.of("audit.json").under("did");
    var changing = Files.readString(Path.of("src/main/java/dev/sluice/admin/Changing.java"));
    Stream<String> asked =
        Stream.of(Operation.values())
            .filter(each -> changing.matches("(?s).*\\b" + each + "\\b.*"))
            .map(Operation::id);
    assertThat(Stream.concat(asked, noted()))
        .allSatisfy(each -> assertThat(words.names()).contains(name(each)));
  }

  /* By hand, since their makers need books. */
  private static Stream<String> noted() throws IOException {
    var found = new ArrayList<>(List.of("edit key", "enable key", "disable key"));
    found.addAll(List.of("edit user", "enable user", "disable user"));
    for (String file : List.of("access/Registry", "admin/Trail", "admin/AdminVerticle")) {
      Pattern.compile("(?:author\\(?\\)?,\\s*)\"([a-z]+ [a-z]+)\"")
          .matcher(Files.readString(Path.of("src/main/java/dev/sluice/" + file + ".java")))
          .results()
          .forEach(each -> found.add(each.group(1)));
    }
    assertThat(found).contains("issue key", "set prices", "change configuration");
    return found.stream();
  }

  private static String name(String action) {
    return action.replaceAll("([a-z])([A-Z])", "$1_$2").replace(' ', '_').toLowerCase(Locale.ROOT);
  }

  private List<Changed> everything() throws Exception {
    Files.writeString(folder.resolve("config.json"), "{\"channels\":[]}");
    var channels = new ChannelCommands(file(), "test");
    var channelEdits = new ChannelEdits(file(), "test");
    var keys = new KeyCommands(file(), "test");
    var keyEdits = new KeyEdits(file(), "test");
    var mappings = new MappingCommands(file(), "test");
    var document = new DocumentEdits(file(), "test");
    var configuration = new ConfigCommands(file(), "test");
    file().load();
    return List.of(
        channels.add(first()),
        channelEdits.add(json(CHANNEL)),
        channelEdits.merge("second", json("{'weight':2}")),
        channelEdits.replace("second", json(CHANNEL)),
        channelEdits.order(List.of("second", "first")),
        channels.move("first", new ChannelCommands.Target.First()),
        channels.disable("second"),
        channels.enable("second"),
        keys.add("first", "another", Optional.of("spare")),
        keys.disable("first", "spare"),
        keys.enable("first", "spare"),
        keys.remove("first", "spare"),
        keyEdits.add("first", json("{'secret':'third','name':'third'}")).changed(),
        keyEdits.merge("first", "third", json("{'enabled':false}")).changed(),
        mappings.add("sonnet", "claude-sonnet-4-5", Optional.empty()),
        mappings.remove("sonnet", Optional.empty()),
        mappings.add(json("{'from':'opus','to':'claude-opus-4-5'}")).changed(),
        mappings.replace(mapping(), json("{'from':'opus','to':'m'}")).changed(),
        mappings.remove(mapping()).changed(),
        new StrategyCommands(file(), "test").set(Strategy.ROUND_ROBIN),
        document.set("/retry/maxAttempts", JSON.readTree("3")),
        configuration.set("/retry/maxChannels", JSON.readTree("3")),
        channels.remove("second"),
        configuration.rollback(2),
        document.replace(json("{'channels':[]}"), "replace the configuration"));
  }

  private String mapping() throws Exception {
    return MappingCommands.views(file().read().configuration()).getFirst().path("id").asText();
  }

  private ConfigFile file() {
    return ConfigFile.at(folder.resolve("config.json"), folder, Map.of(), InstantSource.system());
  }

  private static AddChannel first() {
    return new AddChannel(
        "anthropic",
        Optional.of("First"),
        "http://a.example",
        List.of("k1"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty(),
        false);
  }

  private static ObjectNode json(String quoted) throws IOException {
    return (ObjectNode) JSON.readTree(quoted.replace('\'', '"'));
  }
}
