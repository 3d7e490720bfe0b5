package dev.sluice.config;

/** The shape of log lines: for people, or one JSON object a line for collectors. */
public enum LogFormat {
  TEXT,
  JSON
}
