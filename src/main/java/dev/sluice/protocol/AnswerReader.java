package dev.sluice.protocol;

/** What the members of one protocol's whole answer mean. Made per response, used by one thread. */
public interface AnswerReader extends Members {

  /** Whether it is an error object, whatever its status said. */
  boolean error();

  /** Whether it holds neither content nor a reason for having none. */
  boolean empty();

  Usage usage();
}
