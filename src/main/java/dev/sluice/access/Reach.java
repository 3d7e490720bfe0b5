package dev.sluice.access;

import dev.sluice.base.Glob;
import dev.sluice.protocol.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a key may be used for; an empty list restricts nothing.
 *
 * @param groups of channels that may serve
 */
public record Reach(
    List<Glob> models,
    Set<Protocol> protocols,
    Set<ClientKind> clients,
    List<AddressRange> addresses,
    Set<String> groups) {

  public static final Reach ALL = new Reach(List.of(), Set.of(), Set.of(), List.of(), Set.of());

  public Reach {
    models = List.copyOf(models);
    protocols = Set.copyOf(protocols);
    clients = Set.copyOf(clients);
    addresses = List.copyOf(addresses);
    groups = Set.copyOf(groups);
  }

  /** Why a request may not come this way at all. */
  public Optional<String> forbids(Protocol protocol, ClientKind client, String address) {
    if (!protocols.isEmpty() && !protocols.contains(protocol)) {
      return Optional.of(told("protocol", protocol.id(), names(protocols, Protocol::id)));
    }
    if (!clients.isEmpty() && !clients.contains(client)) {
      return Optional.of(told("client", client.id(), names(clients, ClientKind::id)));
    }
    return forbidsFrom(address);
  }

  /** Why nothing may come from there. */
  public Optional<String> forbidsFrom(String address) {
    boolean allowed =
        addresses.isEmpty() || addresses.stream().anyMatch(range -> range.holds(address));
    /* The ranges are the operator's business. */
    return allowed
        ? Optional.empty()
        : Optional.of("address: this key may not be used from " + address);
  }

  /** Why a model may not be asked for. */
  public Optional<String> forbids(String model) {
    return allows(model)
        ? Optional.empty()
        : Optional.of(told("model", model, names(models, Glob::pattern)));
  }

  public boolean allows(String model) {
    return models.isEmpty() || models.stream().anyMatch(glob -> glob.matches(model));
  }

  private static String told(String what, String asked, String allowed) {
    return what + ": this key may not use \"" + asked + "\" (allowed: " + allowed + ")";
  }

  private static <T> String names(Collection<T> all, Function<T, String> name) {
    return all.stream().map(name).sorted().collect(Collectors.joining(", "));
  }
}
