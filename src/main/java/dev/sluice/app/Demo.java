package dev.sluice.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.panel.Panel;
import dev.sluice.base.Secret;
import dev.sluice.base.Version;
import dev.sluice.config.AccessKeyFile;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Settings;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.RequestRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The main job with nothing to configure: upstreams of which one runs out of quota. */
public final class Demo implements AutoCloseable {

  private static final int WAIT_SECONDS = 10;
  private static final int USUAL_PORT = 3000;

  private final PrintWriter out;
  private final Path folder;
  private final BlockingQueue<RequestRecord> records = new LinkedBlockingQueue<>();
  private final Gateway gateway;
  private final Secret key;
  private final DemoTraffic traffic;

  private Demo(PrintWriter out, Path folder, Map<String, String> environment) throws Exception {
    this.out = out;
    this.folder = folder;
    Settings settings = settings(environment);
    this.key = AccessKeyFile.in(folder, new SecureRandom()).key();
    Files.writeString(folder.resolve("config.json"), "{\"channels\":[]}");
    this.gateway = Gateway.start(settings, List.of(key), environment, records::add);
    this.traffic = new DemoTraffic(address(), records);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + gateway.port());
  }

  /** Says where the panel is, if there is one, and keeps it busy. */
  public void keepAsking() throws IOException, InterruptedException {
    if (Panel.built()) {
      out.println();
      out.println("See it live in the panel: " + address() + "/");
      out.println("  its key: cat " + folder.resolve("access-key"));
    }
    out.flush();
    traffic.start(DemoTeam.hire(address(), key));
  }

  /** Starts in a temporary folder of its own, which {@link #close} removes. */
  public static Demo start(PrintWriter out, Map<String, String> environment) throws Exception {
    return new Demo(out, Files.createTempDirectory("sluice-demo"), environment);
  }

  /** Blocks until a signal has come; whoever asks goes home before the gateway stops. */
  public void awaitSignal() throws InterruptedException {
    StopSignals.await(gateway, traffic::close);
  }

  /** Two questions: the second meets the exhausted upstream. */
  public void show() throws Exception {
    RandomGenerator chance = new Random();
    int first =
        listen(
            DemoScript.once(
                "I am the first upstream, and this answer uses up all the quota I had left."));
    int second =
        listen(
            DemoScript.busy(
                "The first upstream is out of quota, so I answer, and you noticed nothing.",
                chance));
    int spare = listen(DemoScript.calm(chance));
    String document = document(first, second, spare).toPrettyString();
    Files.writeString(folder.resolve("config.json"), document);
    awaitChannels();
    URI address = address();
    out.println("Sluice " + Version.current() + " demo: one gateway, three scripted upstreams");
    out.println("  gateway    " + address);
    out.println("  channels   first (quota for one answer), second, spare (one tier below)");
    try (var caller = new DemoCaller(address, key, out)) {
      ask(caller, "1st request, streamed by the first channel:");
      ask(caller, "2nd request, the first channel is out of quota:");
    }
    out.println();
    out.println("Ask it yourself:");
    out.println(
        "  curl -N "
            + address
            + "/v1/messages -H \"x-api-key: $(cat "
            + folder.resolve("access-key")
            + ")\" \\");
    out.println(
        "    -d '{\"model\":\"claude-demo\",\"max_tokens\":64,\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}'");
    out.flush();
  }

  private void ask(DemoCaller caller, String title) throws Exception {
    out.println();
    out.println(title);
    out.flush();
    caller.ask(DemoScript.MODEL, "demo");
    RequestRecord record = records.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (record == null) {
      throw new IllegalStateException("the gateway recorded no request");
    }
    for (AttemptRecord attempt : record.attempts()) {
      out.printf(
          "  %s %-7s %-16s HTTP %d, %d ms%n",
          attempt.verdict().equals("succeeded") ? "->" : "x ",
          attempt.channel(),
          attempt.verdict(),
          attempt.status(),
          attempt.ms());
    }
    if (record.attempts().size() > 1) {
      out.printf(
          "  failover: %d attempts, one answer, HTTP %d to the caller%n",
          record.attempts().size(), record.status());
    }
  }

  private int listen(Function<String, DemoAnswer> script) throws Exception {
    return new DemoUpstream(gateway.vertx(), script).listen().await(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The document is taken up by the same reload that serves an operator's editor. */
  private void awaitChannels() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (gateway.routes().now().channels().size() < 3) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the configuration was not taken up");
      }
      Thread.sleep(20);
    }
  }

  private static ObjectNode document(int first, int second, int spare) {
    var json = JsonNodeFactory.instance;
    ObjectNode document = json.objectNode().put("strategy", "failover");
    var channels = document.putArray("channels");
    channels.add(channel("first", first));
    channels.add(channel("second", second));
    channels.add(channel("spare", spare).put("priority", 1));
    return document;
  }

  private static ObjectNode channel(String id, int port) {
    ObjectNode channel = JsonNodeFactory.instance.objectNode();
    channel.put("id", id).put("name", id).put("type", "anthropic");
    channel.put("baseUrl", "http://127.0.0.1:" + port);
    channel.putArray("keys").addObject().put("secret", "sk-demo-" + id + "-upstream");
    return channel;
  }

  private Settings settings(Map<String, String> environment) throws InvalidSetting, IOException {
    var options = new HashMap<String, String>();
    options.put("DATA_DIR", folder.toString());
    options.put("CONFIG_PATH", folder.resolve("config.json").toString());
    options.put("HOST", "127.0.0.1");
    if (!environment.containsKey("PORT") && taken(USUAL_PORT)) {
      options.put("PORT", "0");
    }
    var clean = new HashMap<>(environment);
    clean.remove("PROXY_ACCESS_KEY");
    return Settings.read(clean, options);
  }

  private static boolean taken(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return !socket.isBound();
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    traffic.close();
    gateway.stop();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
