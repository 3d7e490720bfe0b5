package dev.sluice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One request at a scripted upstream and how far its answer has come. */
public final class UpstreamExchange {

  /** How the upstream's side of it ended. */
  public enum Ending {
    /** The script was played to its end. */
    PLAYED,
    /** The caller went away while the script was being played. */
    CALLER_GONE
  }

  private final ReceivedRequest request;
  private final AtomicLong sent = new AtomicLong();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();

  UpstreamExchange(ReceivedRequest request) {
    this.request = request;
  }

  public ReceivedRequest request() {
    return request;
  }

  /** The bytes that the caller's back-pressure has let out so far. */
  public long sentBytes() {
    return sent.get();
  }

  /** Waits until this exchange is over. */
  public Ending ending() {
    try {
      return ending.get(Waiting.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the exchange did not end: " + request.line(), e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public boolean ended() {
    return ending.isDone();
  }

  /** Plays the script; false when the connection is of no more use. */
  boolean play(Script script, Socket socket, InputStream in) {
    try {
      for (Step step : script.steps()) {
        perform(step, socket, in);
      }
      ending.complete(Ending.PLAYED);
      return !socket.isClosed();
    } catch (IOException e) {
      ending.complete(Ending.CALLER_GONE);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ending.complete(Ending.CALLER_GONE);
      return false;
    }
  }

  private void perform(Step step, Socket socket, InputStream in)
      throws IOException, InterruptedException {
    switch (step) {
      case Step.Send(var bytes) -> write(socket.getOutputStream(), bytes.getBytes());
      case Step.Flood(var bytes, int times) -> {
        byte[] block = bytes.getBytes();
        for (int left = times; left > 0; left--) {
          write(socket.getOutputStream(), block);
        }
      }
      case Step.Pause(var time) -> Thread.sleep(time);
      case Step.Await(var gate) -> gate.await();
      case Step.Stall _ -> awaitCallerGone(in);
      case Step.Close _ -> socket.close();
      case Step.Reset _ -> {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
  }

  private void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    sent.addAndGet(bytes.length);
  }

  private static void awaitCallerGone(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
    throw new IOException("the caller has gone");
  }
}
