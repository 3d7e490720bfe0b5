package dev.sluice.cli.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Asks a gateway whether it takes requests. */
final class Readiness {

  private static final int PATIENCE_MS = 5_000;
  private static final int READY = 200;

  private Readiness() {}

  /**
   * Fails when the gateway is not ready.
   *
   * @param own the certificate of a gateway on this machine, whatever name it was made for
   */
  static void check(String url, Optional<Path> own) throws ConnectFailed {
    int status;
    try {
      status = status(url, own);
    } catch (IOException | GeneralSecurityException e) {
      throw ConnectFailed.unavailable(
          "not ready: " + url + " does not answer (" + reason(e) + "); start it: sluice serve");
    }
    if (status != READY) {
      throw ConnectFailed.unavailable(
          "not ready: "
              + url
              + "/health/ready answered "
              + status
              + "; "
              + url
              + "/health says more");
    }
  }

  private static int status(String url, Optional<Path> own)
      throws IOException, GeneralSecurityException {
    var connection =
        (HttpURLConnection)
            URI.create(url + "/health/ready").toURL().openConnection(Proxy.NO_PROXY);
    if (own.isPresent() && connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(trusting(own.get()));
      secure.setHostnameVerifier((_, _) -> true);
    }
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    connection.setInstanceFollowRedirects(false);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static SSLSocketFactory trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("own-" + store.size(), certificate);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static String reason(Exception failure) {
    String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    return message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
