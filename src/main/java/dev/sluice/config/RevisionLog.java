package dev.sluice.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The revisions of a document, one JSON object a line, oldest first. */
final class RevisionLog {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  RevisionLog(Path file) {
    this.file = file;
  }

  Revision last() throws IOException {
    List<Revision> all = all();
    return all.isEmpty() ? Revision.NONE : all.getLast();
  }

  List<Revision> all() throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    var revisions = new ArrayList<Revision>();
    Files.readString(file).lines().forEach(line -> parse(line).ifPresent(revisions::add));
    return revisions;
  }

  /* A crash in the middle of an append leaves half a line: the next one starts a line of its own. */
  void append(Revision revision) throws IOException {
    var line = MAPPER.createObjectNode();
    line.put("n", revision.number());
    line.put("time", revision.time().toString());
    line.put("author", revision.author());
    line.put("summary", revision.summary());
    line.put("hash", revision.hash());
    boolean torn = Files.exists(file) && Files.size(file) > 0 && !endsWithLineFeed();
    try (FileChannel channel =
        PrivateFile.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      PrivateFile.writeAll(
          channel, ((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private boolean endsWithLineFeed() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var last = java.nio.ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      return last.get(0) == '\n';
    }
  }

  private static Optional<Revision> parse(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    try {
      JsonNode node = MAPPER.readTree(line);
      return Optional.of(
          new Revision(
              node.path("n").asLong(),
              Instant.parse(node.path("time").asText()),
              node.path("author").asText(),
              node.path("summary").asText(),
              node.path("hash").asText()));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
