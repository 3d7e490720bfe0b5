package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import java.util.Optional;

/**
 * An attempt that ended before anything was committed to the caller.
 *
 * @param answer what the upstream said, if it said anything
 * @param reason one line for people; no secrets
 */
public record Failure(Verdict verdict, Optional<UpstreamAnswer> answer, String reason) {}
