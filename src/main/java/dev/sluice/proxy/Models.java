package dev.sluice.proxy;

import dev.sluice.access.Admission;
import dev.sluice.access.Caller;
import dev.sluice.base.Glob;
import dev.sluice.channel.Channel;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.ModelEntry;
import dev.sluice.protocol.Protocol;
import dev.sluice.routing.RoutingTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The models that can be asked for, answered from memory in the shape of the caller's protocol. */
final class Models {

  private static final List<String> LISTS = List.of("/v1/models", "/v1beta/models");

  private final Admissions admissions;
  private final Surroundings around;

  Models(Admissions admissions, Surroundings around) {
    this.admissions = admissions;
    this.around = around;
  }

  static boolean serves(String path) {
    boolean method = path.startsWith("/v1beta") && path.indexOf(':') >= 0;
    return !method
        && LISTS.stream().anyMatch(list -> path.equals(list) || path.startsWith(list + "/"));
  }

  /**
   * @param path below the one at which the gateway is seen
   */
  void answer(HttpServerRequest request, String path, String id) {
    Protocol protocol = protocolOf(request, path);
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      request.response().putHeader("allow", "GET");
      Answers.refuse(
          request,
          protocol,
          new Fault(
              Fault.Kind.METHOD_NOT_ALLOWED,
              request.method() + " " + request.path() + " is not served; use GET"),
          id);
      return;
    }
    switch (admissions.of(request, protocol)) {
      case Admission.Admitted let -> tell(request, path, protocol, let.caller(), id);
      case Admission.Refused refused ->
          Answers.refuse(request, protocol, Admissions.refusal(refused), id);
      case Admission.SlowedDown slowed -> {
        long wait = Admissions.advice(slowed.retryAfter()).seconds();
        request.response().putHeader("retry-after", Long.toString(wait));
        Answers.refuse(request, protocol, Admissions.refusal(slowed), id);
      }
    }
  }

  private void tell(
      HttpServerRequest request, String path, Protocol protocol, Caller caller, String id) {
    Dialect dialect = Dialect.of(protocol);
    List<ModelEntry> entries =
        entries(around.routes().now()).stream()
            .filter(entry -> Restrictions.of(caller).allows(entry.id()))
            .toList();
    Optional<String> wanted = wanted(path);
    if (wanted.isEmpty()) {
      list(request, protocol, entries, id);
      return;
    }
    entries.stream()
        .filter(entry -> entry.id().equals(wanted.get()))
        .findFirst()
        .ifPresentOrElse(
            entry -> send(request, dialect.model(entry), id),
            () ->
                Answers.refuse(
                    request,
                    protocol,
                    new Fault(
                        Fault.Kind.MODEL_UNKNOWN,
                        "model: no channel declares \"" + wanted.get() + "\"; see GET /v1/models"),
                    id));
  }

  private static void list(
      HttpServerRequest request, Protocol protocol, List<ModelEntry> entries, String id) {
    try {
      send(request, Dialect.of(protocol).models(ModelCut.of(protocol, request).of(entries)), id);
    } catch (MalformedRequest e) {
      Answers.refuse(request, protocol, Intake.faultOf(e), id);
    }
  }

  private static void send(HttpServerRequest request, byte[] body, String id) {
    request
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("x-sluice-request-id", id)
        .end(Buffer.buffer(body));
  }

  /**
   * The names that enabled channels declare without a wildcard, those that mappings add, and what
   * the upstreams of channels have listed that take more than they name.
   */
  private static List<ModelEntry> entries(RoutingTable table) {
    var names = new TreeSet<String>();
    table.configuration().mappings().forEach(mapping -> add(names, mapping.from()));
    table.tiers().values().stream().flatMap(List::stream).forEach(channel -> add(names, channel));
    return names.stream().map(name -> new ModelEntry(name, name, 0)).toList();
  }

  private static void add(Set<String> names, Channel channel) {
    Collection<Glob> declared = channel.config().models();
    declared.forEach(glob -> add(names, glob));
    channel.config().modelMap().keySet().forEach(glob -> add(names, glob));
    channel.state().listed().stream()
        .filter(id -> declared.isEmpty() || declared.stream().anyMatch(glob -> glob.matches(id)))
        .forEach(names::add);
  }

  private static void add(Set<String> names, Glob glob) {
    if (glob.isExact()) {
      names.add(glob.pattern());
    }
  }

  private static Optional<String> wanted(String path) {
    return LISTS.stream()
        .filter(list -> path.startsWith(list + "/"))
        .map(list -> path.substring(list.length() + 1))
        .filter(name -> !name.isEmpty())
        .map(Models::decoded)
        .findFirst();
  }

  /** What is no valid escape stands for itself. */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }

  private static Protocol protocolOf(HttpServerRequest request, String path) {
    if (path.startsWith("/v1beta") || request.headers().contains("x-goog-api-client")) {
      return Protocol.GEMINI;
    }
    if (request.headers().contains("anthropic-version")) {
      return Protocol.ANTHROPIC;
    }
    return Codex.speaks(request.headers()) ? Protocol.OPENAI_RESPONSES : Protocol.OPENAI_CHAT;
  }
}
