package dev.sluice.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A note in its place of the trail: each entry's hash covers the one before, so that none can be
 * changed or taken out without a trace.
 *
 * @param number from 1 on, without gaps
 */
public record AuditEntry(long number, AuditNote note, String previous, String hash) {

  /** What the first entry follows. */
  public static final String NOTHING = "0".repeat(64);

  public static AuditEntry after(long number, String previous, AuditNote note) {
    return new AuditEntry(number + 1, note, previous, hash(number + 1, previous, note));
  }

  /** Whether it still is what it was when it was written. */
  public boolean intact() {
    return hash.equals(hash(number, previous, note));
  }

  private static String hash(long number, String previous, AuditNote note) {
    var said =
        JsonNodeFactory.instance
            .arrayNode()
            .add(number)
            .add(previous)
            .add(note.time().toEpochMilli())
            .add(note.author())
            .add(note.action())
            .add(note.target())
            .add(note.detail());
    try {
      byte[] text = said.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
