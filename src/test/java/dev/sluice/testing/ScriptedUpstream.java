package dev.sluice.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An upstream on loopback that answers over HTTP/1.1 as its scripts say, down to the byte.
 *
 * <p>Scripts are taken in turn and the last one stays; those given for a key go before the others.
 * HEAD requests and lists of models, which probes ask for, are answered with 200 unless {@link
 * #probes} says otherwise, and are kept apart from {@link #exchanges()}.
 */
public final class ScriptedUpstream implements AutoCloseable {

  private static final String ANY_KEY = "";

  private final ServerSocket server;
  private final Map<String, Deque<Script>> scripts = new HashMap<>();
  private final List<UpstreamExchange> exchanges = new CopyOnWriteArrayList<>();
  private final List<UpstreamExchange> probes = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Script probeScript = Answers.json(200, "{\"data\":[],\"has_more\":false}");

  private ScriptedUpstream(ServerSocket server) {
    this.server = server;
  }

  public static ScriptedUpstream start() {
    try {
      var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
      var upstream = new ScriptedUpstream(server);
      Thread.ofVirtual().name("scripted-upstream").start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is answered, whatever key comes. */
  public ScriptedUpstream answers(Script... inTurn) {
    return answersKey(ANY_KEY, inTurn);
  }

  /** What is answered to requests that present this key. */
  public ScriptedUpstream answersKey(String key, Script... inTurn) {
    synchronized (scripts) {
      scripts.put(key, new ArrayDeque<>(List.of(inTurn)));
    }
    return this;
  }

  public ScriptedUpstream probes(Script script) {
    probeScript = script;
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** The requests so far, in the order in which they were read. */
  public List<UpstreamExchange> exchanges() {
    return List.copyOf(exchanges);
  }

  public List<ReceivedRequest> requests() {
    return exchanges.stream().map(UpstreamExchange::request).toList();
  }

  public List<ReceivedRequest> probed() {
    return probes.stream().map(UpstreamExchange::request).toList();
  }

  /** The exchange of this index, once its request has come. */
  public UpstreamExchange exchange(int index) {
    Waiting.until("request " + index + " has come", () -> exchanges.size() > index);
    return exchanges.get(index);
  }

  public int openConnections() {
    return open.size();
  }

  public int acceptedConnections() {
    return accepted.get();
  }

  /** Refuses new connections and tears the open ones down. */
  @Override
  public void close() {
    closeQuietly(server);
    open.forEach(ScriptedUpstream::closeQuietly);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        accepted.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().name("scripted-connection").start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      boolean goOn = true;
      while (goOn) {
        var request = ReceivedRequest.read(in);
        goOn = request.isPresent() && answer(request.get(), socket, in);
      }
    } catch (IOException _) {
      // The caller went away between requests: nothing was owed.
    } finally {
      open.remove(socket);
    }
  }

  private boolean answer(ReceivedRequest request, Socket socket, BufferedInputStream in) {
    var exchange = new UpstreamExchange(request);
    if (isProbe(request)) {
      probes.add(exchange);
      return exchange.play(probeScript, socket, in);
    }
    Script script = scriptFor(request.key());
    exchanges.add(exchange);
    return exchange.play(script, socket, in);
  }

  private static boolean isProbe(ReceivedRequest request) {
    return !request.method().equals("POST");
  }

  private Script scriptFor(String key) {
    synchronized (scripts) {
      var left = scripts.containsKey(key) ? scripts.get(key) : scripts.get(ANY_KEY);
      if (left == null || left.isEmpty()) {
        return Answers.json(500, "{\"unscripted\":true}");
      }
      return left.size() == 1 ? left.element() : left.remove();
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception _) {
      // Closed is all it has to be.
    }
  }
}
