package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** Where the books are read from; both kinds give the API's own shape. */
sealed interface RequestSource extends AutoCloseable permits LiveRequests, KeptRequests {

  /** A page, newest first. */
  ObjectNode page(Map<String, String> parameters) throws IOException, InterruptedException;

  ObjectNode one(String id) throws IOException, InterruptedException;

  /** What requests add up to. */
  ObjectNode stats(Map<String, String> parameters) throws IOException, InterruptedException;

  /** How long answers were waited for. */
  ObjectNode latency(Map<String, String> parameters) throws IOException, InterruptedException;

  /** A page of conversations. */
  ObjectNode sessions(Map<String, String> parameters) throws IOException, InterruptedException;

  ObjectNode prices() throws IOException, InterruptedException;

  /** Says what models cost. */
  ObjectNode setPrices(ObjectNode said) throws IOException, InterruptedException;

  /** Compares a list with what holds, and takes it over when that is wanted. */
  ObjectNode syncPrices(ObjectNode said) throws IOException, InterruptedException;

  /** Computes costs again, and corrects the books when that is wanted. */
  ObjectNode recompute(ObjectNode said) throws IOException, InterruptedException;

  @Override
  void close();
}
