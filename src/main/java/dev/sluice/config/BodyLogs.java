package dev.sluice.config;

/** Whose bodies are kept beside the request log. */
public record BodyLogs(boolean requests, boolean responses) {

  public static final BodyLogs NONE = new BodyLogs(false, false);
}
