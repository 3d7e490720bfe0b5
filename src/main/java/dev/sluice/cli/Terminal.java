package dev.sluice.cli;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command may know of the world that it was started in.
 *
 * @param environment with what a {@code .env} adds
 * @param colour whether its output is looked at on a terminal
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Map<String, String> environment,
    boolean colour) {

  private static final int DEFAULT_WIDTH = 80;
  private static final int MIN_WIDTH = 40;

  static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[0-9]{1,4}")
        ? Math.max(MIN_WIDTH, Integer.parseInt(columns))
        : DEFAULT_WIDTH;
  }
}
