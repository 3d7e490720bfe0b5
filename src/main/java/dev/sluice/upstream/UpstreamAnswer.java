package dev.sluice.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** An upstream's own answer, whole, as it may have to be given to the caller. */
public record UpstreamAnswer(int status, MultiMap headers, Buffer body) {}
