package dev.sluice.protocol;

import java.util.List;

/**
 * Models that a caller is told of.
 *
 * @param more whether others follow these
 */
public record ModelList(List<ModelEntry> models, boolean more) {

  public ModelList {
    models = List.copyOf(models);
  }
}
