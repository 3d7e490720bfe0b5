package dev.sluice.upstream;

import dev.sluice.channel.Channel;
import dev.sluice.config.ProxyConfig;
import dev.sluice.net.Destination;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where channels are reached.
 *
 * @param proxy for channels that name none
 * @param direct lower-case hosts that are reached without it: exact, as a suffix beginning with a
 *     dot, or {@code *}
 */
public record Destinations(Optional<ProxyConfig> proxy, List<String> direct) {

  public Destination of(Channel channel) {
    var base = channel.base();
    return new Destination(
        base.tls(),
        base.host(),
        base.port(),
        channel.config().proxy().or(() -> proxy.filter(_ -> !reachedDirectly(base.host()))),
        channel.config().http2(),
        channel.config().timeouts().connect());
  }

  private boolean reachedDirectly(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return direct.stream()
        .anyMatch(each ->
            each.equals("*")
                || name.equals(each.startsWith(".") ? each.substring(1) : each)
                || name.endsWith(each.startsWith(".") ? each : "." + each));
  }
}
