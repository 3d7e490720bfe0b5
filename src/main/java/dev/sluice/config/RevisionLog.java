package dev.sluice.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The newest revisions of a document, one JSON object a line, oldest first, each with the document
 * itself, in which no secret stands in the open.
 */
final class RevisionLog {

  /** So many revisions can be listed, compared and rolled back to. */
  static final int KEPT = 200;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The file is written anew only so often. */
  private static final int SLACK = 20;

  private final Path file;

  /** Where the log cannot be written, revisions are counted here. */
  private Revision unwritten = Revision.NONE;

  RevisionLog(Path file) {
    this.file = file;
  }

  synchronized void count(Revision revision) {
    unwritten = revision;
  }

  synchronized Revision last() throws IOException {
    Revision written = Revision.NONE;
    for (String line : lines().reversed()) {
      Optional<Revision> found = parse(line).map(RevisionLog::revision);
      if (found.isPresent()) {
        written = found.get();
        break;
      }
    }
    return unwritten.number() > written.number() ? unwritten : written;
  }

  List<Revision> all() throws IOException {
    return newest().stream()
        .flatMap(line -> parse(line).stream())
        .map(RevisionLog::revision)
        .toList();
  }

  /** The document of a revision as {@link #append} took it; empty when it is not kept. */
  Optional<ObjectNode> document(long number) throws IOException {
    for (String line : newest().reversed()) {
      Optional<ObjectNode> entry = parse(line);
      if (entry.isPresent() && entry.get().path("n").asLong() == number) {
        return entry.get().path("document") instanceof ObjectNode document
            ? Optional.of(document)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /* A crash in the middle of an append leaves half a line: the next one starts a line of its own. */
  void append(Revision revision, ObjectNode document) throws IOException {
    ObjectNode entry = Document.empty();
    entry.put("n", revision.number());
    entry.put("time", revision.time().toString());
    entry.put("author", revision.author());
    entry.put("summary", revision.summary());
    entry.put("hash", revision.hash());
    entry.set("document", document);
    List<String> lines = new ArrayList<>(lines());
    if (lines.size() >= KEPT + SLACK) {
      lines.add(entry.toString());
      FileReplacement.write(file, bytes(newest(lines)));
      return;
    }
    boolean torn = Files.exists(file) && Files.size(file) > 0 && !endsWithLineFeed();
    try (FileChannel channel =
        PrivateFile.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      PrivateFile.writeAll(
          channel, ((torn ? "\n" : "") + entry + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /* Half a line may end in half a character. */
  private List<String> lines() throws IOException {
    return Files.notExists(file)
        ? List.of()
        : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
  }

  private List<String> newest() throws IOException {
    return newest(lines());
  }

  private static List<String> newest(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
  }

  private boolean endsWithLineFeed() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var last = java.nio.ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      return last.get(0) == '\n';
    }
  }

  private static Optional<ObjectNode> parse(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      Instant.parse(node.path("time").asText());
      return node instanceof ObjectNode entry ? Optional.of(entry) : Optional.empty();
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Revision revision(ObjectNode entry) {
    return new Revision(
        entry.path("n").asLong(),
        Instant.parse(entry.path("time").asText()),
        entry.path("author").asText(),
        entry.path("summary").asText(),
        entry.path("hash").asText());
  }
}
