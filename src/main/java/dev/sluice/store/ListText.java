package dev.sluice.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.PassedOver;
import java.sql.SQLException;
import java.util.List;

/** What belongs to a request alone, as JSON in its row. */
final class ListText<T> {

  static final ListText<AttemptRecord> ATTEMPTS = new ListText<>(new TypeReference<>() {});
  static final ListText<PassedOver> PASSED_OVER = new ListText<>(new TypeReference<>() {});

  private final ObjectReader reader;
  private final ObjectWriter writer;

  private ListText(TypeReference<List<T>> shape) {
    JsonMapper json = JsonMapper.builder().build();
    reader = json.readerFor(shape);
    writer = json.writerFor(shape);
  }

  String of(List<T> list) throws SQLException {
    try {
      return writer.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new SQLException("a list cannot be written", e);
    }
  }

  List<T> read(String text) throws SQLException {
    try {
      return reader.readValue(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("a list cannot be read", e);
    }
  }
}
