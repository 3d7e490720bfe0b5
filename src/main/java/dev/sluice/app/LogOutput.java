package dev.sluice.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * How the log looks and where it goes: to standard error. Said in code, because reading it from XML
 * would be a tenth of the time to start. A file of the operator's own goes before it, named by the
 * property {@code logback.configurationFile}.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogOutput extends ContextAwareBase implements Configurator {

  private static final String OWN_FILE = "logback.configurationFile";
  private static final String OF_TESTS = "logback-test.xml";
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} %msg%n%ex{full}";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(OWN_FILE) != null
        || LogOutput.class.getClassLoader().getResource(OF_TESTS) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var lines = new GatheredLines(encoder(context), System.err);
    lines.setName("log");
    lines.setContext(context);
    lines.start();
    context.getLogger("io.netty").setLevel(Level.WARN);
    context.getLogger("io.vertx").setLevel(Level.WARN);
    context.getLogger("com.networknt").setLevel(Level.ERROR); // It warns of every OpenAPI document.
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty("sluice.log.level"), Level.INFO));
    root.addAppender(lines);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(lines::stop));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
    Encoder<ILoggingEvent> encoder =
        "json".equals(System.getProperty("sluice.log.format")) ? json() : text();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static JsonEncoder json() {
    var json = new JsonEncoder();
    json.setWithFormattedMessage(true);
    return json;
  }

  private static PatternLayoutEncoder text() {
    var text = new PatternLayoutEncoder();
    text.setPattern(LINE);
    return text;
  }
}
