package dev.sluice.cli.doctor;

import static java.util.stream.Collectors.joining;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may stand in front of a gateway, told by the headers that it adds. */
enum FrontProxy {
  CLOUDFLARE(
      "Cloudflare",
      "cloudflare",
      "Cloudflare: switch response buffering off for this host, and use no quick tunnel"
          + " (trycloudflare.com), which holds streams back",
      "Cloudflare: streams need an event every 100 s, which stream.pingAfterMs gives"),
  NGINX(
      "nginx",
      "nginx|openresty|tengine",
      "nginx, in the location: proxy_buffering off; proxy_http_version 1.1; gzip off; and no"
          + " proxy_ignore_headers X-Accel-Buffering",
      "nginx, in the location: proxy_read_timeout 600s; proxy_send_timeout 600s"),
  CADDY(
      "Caddy",
      "caddy",
      "Caddy, in reverse_proxy: flush_interval -1; and no encode for this site",
      "Caddy: no response_timeout, read_timeout or stream_timeout in reverse_proxy's transport"),
  APACHE(
      "Apache",
      "apache",
      "Apache: ProxyPass / http://127.0.0.1:3000/ flushpackets=on; SetEnv no-gzip 1",
      "Apache: ProxyTimeout 600, or timeout=600 in ProxyPass");

  private static final String ANY_BUFFERS =
      "whatever stands in front: switch response buffering and compression off for"
          + " text/event-stream";
  private static final String ANY_CUTS =
      "whatever stands in front: raise its read or idle timeout to 600 s";

  private final String shown;
  private final Pattern word;
  private final String unbuffered;
  private final String patient;

  FrontProxy(String shown, String word, String unbuffered, String patient) {
    this.shown = shown;
    this.word = Pattern.compile("(?:^|[^a-z])(?:" + word + ")");
    this.unbuffered = unbuffered;
    this.patient = patient;
  }

  /** Those that an answer has come through, as far as they say so. */
  static List<FrontProxy> of(HttpHeaders headers) {
    String said =
        (String.join(" ", headers.allValues("server"))
                + " "
                + String.join(" ", headers.allValues("via")))
            .toLowerCase(Locale.ROOT);
    boolean ray = headers.firstValue("cf-ray").isPresent();
    return Arrays.stream(values())
        .filter(each -> each.word.matcher(said).find() || (ray && each == CLOUDFLARE))
        .toList();
  }

  /** {@code " through nginx"}, or nothing. */
  static String through(List<FrontProxy> proxies) {
    return proxies.isEmpty()
        ? ""
        : " through " + proxies.stream().map(each -> each.shown).collect(joining(" and "));
  }

  /** What makes them pass each event on at once. */
  static String unbuffered(List<FrontProxy> proxies) {
    return proxies.isEmpty()
        ? ANY_BUFFERS
        : proxies.stream().map(each -> each.unbuffered).collect(joining("; "));
  }

  /** What makes them bear silence. */
  static String patient(List<FrontProxy> proxies) {
    return proxies.isEmpty()
        ? ANY_CUTS
        : proxies.stream().map(each -> each.patient).collect(joining("; "));
  }
}
