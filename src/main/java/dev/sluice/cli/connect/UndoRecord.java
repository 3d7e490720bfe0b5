package dev.sluice.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What was done to a file, so that it can be taken back. It knows values by their hashes alone.
 *
 * @param madeFile whether there was none before
 * @param madeFolder whether there was no folder for it either
 * @param written the hash of the whole file
 */
record UndoRecord(boolean madeFile, boolean madeFolder, String written, List<Member> members) {

  /** A member that was set, and the hash of its value as it was written. */
  record Member(List<String> path, String hash) {

    String name() {
      return String.join(".", path);
    }

    boolean isIn(SettingsText text) {
      return text.raw(path).filter(raw -> UndoRecord.hash(bytes(raw)).equals(hash)).isPresent();
    }
  }

  static Member member(SettingsText text, List<String> path) {
    return new Member(path, hash(bytes(text.raw(path).orElse(""))));
  }

  static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Empty when the text is no such record. */
  static Optional<UndoRecord> read(byte[] content) {
    try {
      JsonNode tree = new ObjectMapper().readTree(new String(content, StandardCharsets.UTF_8));
      var members = new ArrayList<Member>();
      for (JsonNode member : tree.path("members")) {
        var path = new ArrayList<String>();
        member.path("path").forEach(name -> path.add(name.asText()));
        members.add(new Member(List.copyOf(path), member.path("hash").asText()));
      }
      return members.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new UndoRecord(
                  tree.path("madeFile").asBoolean(),
                  tree.path("madeFolder").asBoolean(),
                  tree.path("written").asText(),
                  List.copyOf(members)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  byte[] print() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("note", "made by sluice connect, for sluice connect --undo");
    tree.put("madeFile", madeFile).put("madeFolder", madeFolder).put("written", written);
    ArrayNode list = tree.putArray("members");
    for (Member member : members) {
      ObjectNode node = list.addObject();
      member.path().forEach(node.putArray("path")::add);
      node.put("hash", member.hash());
    }
    return bytes(tree.toPrettyString() + "\n");
  }
}
