package dev.sluice.config;

import java.net.URI;

/**
 * The outbound proxy of a channel.
 *
 * @param url {@code http}, {@code https} or {@code socks5}, perhaps with user and password; print
 *     it only by {@link #shown()}
 * @param fallbackToDirect whether an unreachable proxy is passed over
 */
public record ProxyConfig(URI url, boolean fallbackToDirect) {

  /** The address without its credentials. */
  public String shown() {
    return url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
  }

  @Override
  public String toString() {
    return shown();
  }
}
