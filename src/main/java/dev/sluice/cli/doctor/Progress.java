package dev.sluice.cli.doctor;

import dev.sluice.cli.Terminal;
import java.time.Duration;

/** A line that tells what is waited for, on a terminal alone; it leaves no trace. */
final class Progress implements AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final Thread ticking;
  private final Thread atExit;

  private Progress(Terminal terminal, String what) {
    this.terminal = terminal;
    this.ticking = Thread.ofVirtual().unstarted(() -> tick(what));
    this.atExit = new Thread(this::clear);
  }

  static Progress of(Terminal terminal, String what) {
    var progress = new Progress(terminal, what);
    if (terminal.colour()) {
      Runtime.getRuntime().addShutdownHook(progress.atExit);
      progress.ticking.start();
    }
    return progress;
  }

  private void tick(String what) {
    try {
      for (int seconds = 0; ; seconds++) {
        terminal.err().print(CLEAR + what + " … " + seconds + " s");
        terminal.err().flush();
        Thread.sleep(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void clear() {
    terminal.err().print(CLEAR);
    terminal.err().flush();
  }

  @Override
  public void close() {
    if (!terminal.colour()) {
      return;
    }
    ticking.interrupt();
    try {
      ticking.join();
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clear();
  }
}
