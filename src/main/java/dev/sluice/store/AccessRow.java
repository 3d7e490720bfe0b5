package dev.sluice.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AuditEntry;
import dev.sluice.access.AuditNote;
import dev.sluice.access.Expiry;
import dev.sluice.access.InvalidTerms;
import dev.sluice.access.IssuedKey;
import dev.sluice.access.TermsJson;
import dev.sluice.access.User;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/** Keys, people and notes as rows. */
final class AccessRow {

  static final String KEY =
      "id, terms, prefix, digest, former_digest, former_until, sealed, created";
  static final String AUDIT = "number, time, author, action, target, detail, previous, hash";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /* Kept terms have whole times, so neither clock nor zone is ever looked at. */
  private static final TermsJson JSON =
      new TermsJson(new Expiry(InstantSource.system(), () -> ZoneOffset.UTC));

  private AccessRow() {}

  static void bind(PreparedStatement insert, IssuedKey key) throws SQLException {
    var former = key.credential().former();
    insert.setString(1, key.id());
    insert.setString(2, TermsJson.of(key.terms()).toString());
    insert.setString(3, key.prefix());
    insert.setString(4, key.credential().digest());
    insert.setString(5, former.map(IssuedKey.Former::digest).orElse(null));
    insert.setObject(6, former.map(each -> each.until().toEpochMilli()).orElse(null));
    insert.setString(7, key.credential().sealed().orElse(null));
    insert.setLong(8, key.created().toEpochMilli());
  }

  static IssuedKey key(ResultSet row) throws SQLException {
    String formerDigest = row.getString(5);
    Optional<IssuedKey.Former> former =
        formerDigest == null
            ? Optional.empty()
            : Optional.of(new IssuedKey.Former(formerDigest, Instant.ofEpochMilli(row.getLong(6))));
    try {
      return new IssuedKey(
          row.getString(1),
          JSON.terms(tree(row.getString(2))),
          row.getString(3),
          new IssuedKey.Credential(row.getString(4), former, Optional.ofNullable(row.getString(7))),
          Instant.ofEpochMilli(row.getLong(8)));
    } catch (InvalidTerms e) {
      throw new SQLException("issued key " + row.getString(1) + ": " + e.getMessage(), e);
    }
  }

  static void bind(PreparedStatement insert, User user) throws SQLException {
    insert.setString(1, user.id());
    insert.setString(2, TermsJson.of(user.profile()).toString());
    insert.setLong(3, user.created().toEpochMilli());
  }

  static User user(ResultSet row) throws SQLException {
    try {
      return new User(
          row.getString(1),
          JSON.profile(tree(row.getString(2))),
          Instant.ofEpochMilli(row.getLong(3)));
    } catch (InvalidTerms e) {
      throw new SQLException("user " + row.getString(1) + ": " + e.getMessage(), e);
    }
  }

  static void bind(PreparedStatement insert, AuditEntry entry) throws SQLException {
    insert.setLong(1, entry.number());
    insert.setLong(2, entry.note().time().toEpochMilli());
    insert.setString(3, entry.note().author());
    insert.setString(4, entry.note().action());
    insert.setString(5, entry.note().target());
    insert.setString(6, entry.note().detail());
    insert.setString(7, entry.previous());
    insert.setString(8, entry.hash());
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    var note =
        new AuditNote(
            Instant.ofEpochMilli(row.getLong(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6));
    return new AuditEntry(row.getLong(1), note, row.getString(7), row.getString(8));
  }

  private static ObjectNode tree(String text) throws SQLException {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("a row of keys or people is damaged", e);
    }
  }
}
