package dev.sluice.health;

import dev.sluice.bus.Service;
import dev.sluice.channel.Channel;
import java.util.List;
import java.util.Optional;

/** What can be asked of the owner of probes. */
public final class HealthQuestions {

  /** Asks an upstream for its models. */
  public static final Service<Ping, Pinged> PING =
      new Service<>("health.ping", Ping.class, Pinged.class);

  /** Sends a real request with every enabled key. */
  public static final Service<Test, Tested> TEST =
      new Service<>("health.test", Test.class, Tested.class);

  /** Looks at a channel from its name to its keys. */
  public static final Service<Examine, Examined> EXAMINE =
      new Service<>("health.examine", Examine.class, Examined.class);

  private HealthQuestions() {}

  public record Examine(Channel channel) {}

  public record Examined(List<Finding> findings) {

    public Examined {
      findings = List.copyOf(findings);
    }
  }

  public record Ping(Channel channel) {}

  /**
   * What a ping brought.
   *
   * @param alive an upstream that refuses a question is alive
   * @param status 0: no answer came
   */
  public record Pinged(boolean alive, int status, long latencyMs) {}

  /**
   * Which channel is tested, saved or not.
   *
   * @param model empty: the channel's own choice
   */
  public record Test(Channel channel, Optional<String> model) {}
}
