package dev.sluice.protocol;

import java.io.IOException;

/** The members by which a document tells that it is an error, whoever wrote it. */
public final class ErrorMembers {

  private ErrorMembers() {}

  /** Whether this member says so. */
  public static boolean tell(String path, Scalar value) throws IOException {
    return switch (path) {
      case "/error", "/base_resp/status_code" -> !value.isNothing();
      case "/type", "/object" -> value.text().equals("error");
      default -> path.startsWith("/error/") && !value.isNothing();
    };
  }
}
