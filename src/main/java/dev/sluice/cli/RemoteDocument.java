package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.InvalidConfiguration;
import java.util.List;
import java.util.Optional;

/** The document of a gateway elsewhere. Its secrets never leave it. */
record RemoteDocument(Remote remote) implements WholeDocument {

  static final String PATH = "/api/config";

  @Override
  public ObjectNode show(Optional<Long> revision) throws RemoteRefused {
    return revision.isPresent()
        ? (ObjectNode) remote.get(PATH + "/revisions/" + revision.get()).body().path("document")
        : (ObjectNode) remote.get(PATH).body();
  }

  @Override
  public ObjectNode reveal(Optional<Long> revision) throws RemoteRefused {
    throw new RemoteRefused(
        ExitCode.REFUSED,
        "--with-secrets: a gateway gives no secrets away; run it on the gateway's host, without"
            + " --url",
        List.of());
  }

  @Override
  public List<ObjectNode> history() throws RemoteRefused {
    return RemoteChannels.items(remote, PATH + "/revisions");
  }

  @Override
  public Difference diff(long before, Optional<Long> after) throws RemoteRefused {
    String query = "?old=" + before + after.map(number -> "&new=" + number).orElse("");
    return Difference.of(remote.get(PATH + "/diff" + query).body());
  }

  @Override
  public Done rollback(long revision) throws RemoteRefused {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("revision", revision);
    return remote.send("POST", PATH + "/rollback", body).done();
  }

  @Override
  public Done set(String pointer, JsonNode value) throws RemoteRefused, InvalidConfiguration {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("pointer", pointer);
    body.set("value", value);
    return told(() -> remote.send("PUT", PATH + "/value", body).done());
  }

  @Override
  public Difference compare(ObjectNode next) throws RemoteRefused, InvalidConfiguration {
    return told(() -> Difference.of(remote.send("POST", PATH + "/check", next).body()));
  }

  @Override
  public Done replace(ObjectNode next, String summary) throws RemoteRefused, InvalidConfiguration {
    String path = PATH + "?summary=" + Remote.segment(summary);
    return told(() -> remote.send("PUT", path, next).done());
  }

  private interface Asking<T> {
    T ask() throws RemoteRefused;
  }

  /* What is wrong with the document is told as it is of a file. */
  private static <T> T told(Asking<T> asking) throws RemoteRefused, InvalidConfiguration {
    try {
      return asking.ask();
    } catch (RemoteRefused e) {
      boolean pointed = e.problems().stream().anyMatch(problem -> !problem.pointer().isEmpty());
      if (e.code() != ExitCode.INVALID || !pointed) {
        throw e;
      }
      throw new InvalidConfiguration(e.problems());
    }
  }
}
