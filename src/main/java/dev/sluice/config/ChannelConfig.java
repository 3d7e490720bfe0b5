package dev.sluice.config;

import dev.sluice.base.Glob;
import dev.sluice.limit.Limits;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.UpstreamOptions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An upstream as the operator describes it.
 *
 * @param id stable; made from {@code name} when absent: lower-case letters, digits and dashes
 * @param baseUrl as written; see {@link BaseUrl} for what it means
 * @param keys in the operator's order; empty only with {@link AuthScheme#PASSTHROUGH}
 * @param priority lower is tried first; channels of one priority form a tier
 * @param weight at least 1
 * @param models which requested models the channel takes; empty: all
 * @param modelMap requested to upstream name, in the document's order
 * @param maxConcurrent attempts at once; 0: any number
 * @param limits on all that is sent to it
 * @param options that the operator sets beside those that its host is known for
 */
public record ChannelConfig(
    String id,
    String name,
    Protocol type,
    String baseUrl,
    List<KeyConfig> keys,
    AuthScheme auth,
    boolean enabled,
    int priority,
    int weight,
    List<String> groups,
    List<Glob> models,
    Map<Glob, String> modelMap,
    HeaderRules headers,
    Optional<ProxyConfig> proxy,
    Timeouts timeouts,
    boolean http2,
    int maxConcurrent,
    BigDecimal costMultiplier,
    Limits limits,
    UpstreamOptions options) {}
