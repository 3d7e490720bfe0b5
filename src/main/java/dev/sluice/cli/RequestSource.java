package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** Where recorded requests are read from; both kinds give the API's own shape. */
sealed interface RequestSource extends AutoCloseable permits LiveRequests, KeptRequests {

  /** A page, newest first. */
  ObjectNode page(Map<String, String> parameters) throws IOException, InterruptedException;

  ObjectNode one(String id) throws IOException, InterruptedException;

  @Override
  void close();
}
