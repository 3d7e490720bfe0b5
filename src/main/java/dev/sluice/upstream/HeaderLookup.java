package dev.sluice.upstream;

import org.jspecify.annotations.Nullable;

/** The headers of an upstream's answer, asked by name in any case. */
@FunctionalInterface
public interface HeaderLookup {

  HeaderLookup NONE = _ -> null;

  @Nullable String get(String name);
}
