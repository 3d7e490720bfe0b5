package dev.sluice.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** Where clients reach the gateway through whatever stands in front of it: {@code APP_URL}. */
public final class PublicAddress {

  private static final String VARIABLE = "APP_URL";

  /* It stands in the page and in a cookie as it is, and routes begin with it. */
  private static final String PATH = "(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*";

  private PublicAddress() {}

  /** Without a slash at its end; empty: the variable is not set. */
  public static Optional<URI> of(Map<String, String> environment) throws InvalidSetting {
    return of(new Variables(environment, Map.of()));
  }

  static Optional<URI> of(Variables variables) throws InvalidSetting {
    Optional<String> text = variables.text(VARIABLE);
    return text.isPresent() ? Optional.of(checked(text.get())) : Optional.empty();
  }

  private static URI checked(String text) throws InvalidSetting {
    String expected = "http:// or https:// with a host and at most a path of plain names";
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      boolean http = String.valueOf(uri.getScheme()).matches("https?");
      boolean bare =
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
      boolean plain = String.valueOf(uri.getRawPath()).matches(PATH);
      if (http && uri.getHost() != null && bare && plain) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw InvalidSetting.value(VARIABLE, text, expected);
    }
    throw InvalidSetting.value(VARIABLE, text, expected);
  }
}
