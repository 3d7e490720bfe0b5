package dev.sluice.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.ledger.AttemptRecord;
import java.sql.SQLException;
import java.util.List;

/** The attempts of a request as JSON. */
final class AttemptsText {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<AttemptRecord>> SHAPE = new TypeReference<>() {};
  private static final ObjectWriter WRITER = JSON.writerFor(SHAPE);

  private AttemptsText() {}

  static String of(List<AttemptRecord> attempts) throws SQLException {
    try {
      return WRITER.writeValueAsString(attempts);
    } catch (JsonProcessingException e) {
      throw new SQLException("attempts cannot be written", e);
    }
  }

  static List<AttemptRecord> read(String text) throws SQLException {
    try {
      return JSON.readValue(text, SHAPE);
    } catch (JsonProcessingException e) {
      throw new SQLException("attempts cannot be read", e);
    }
  }
}
