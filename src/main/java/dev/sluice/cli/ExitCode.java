package dev.sluice.cli;

final class ExitCode {
  static final int OK = 0, CONFIG = 78, DATA = 65, UNAVAILABLE = 69;
}
