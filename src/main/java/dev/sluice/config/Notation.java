package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;

/** How a document is written, as its file's name says. */
public enum Notation {
  JSON {
    @Override
    public ObjectNode parse(byte[] bytes) throws InvalidConfiguration {
      return Document.parse(bytes);
    }

    @Override
    public byte[] print(ObjectNode document) {
      return Document.print(document);
    }
  },
  YAML {
    @Override
    public ObjectNode parse(byte[] bytes) throws InvalidConfiguration {
      return YamlText.parse(bytes);
    }

    @Override
    public byte[] print(ObjectNode document) {
      return YamlText.print(document);
    }
  };

  public static Notation of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml") ? YAML : JSON;
  }

  /** Reads bytes; what is no object, too large, too deep or ambiguous is refused. */
  public abstract ObjectNode parse(byte[] bytes) throws InvalidConfiguration;

  public abstract byte[] print(ObjectNode document);
}
