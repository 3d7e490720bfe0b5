package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes the events of one item of the output. Made per item. */
interface ItemEncoder {

  void piece(String text);

  /**
   * @param encrypted what the caller is to give back
   */
  default void signed(String encrypted) {}

  default void cited(JsonNode citation) {}

  void end();
}
