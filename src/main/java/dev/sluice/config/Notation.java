package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;

/** How a document is written, as its file's name says. */
enum Notation {
  JSON {
    @Override
    ObjectNode parse(byte[] bytes) throws InvalidConfiguration {
      return Document.parse(bytes);
    }

    @Override
    byte[] print(ObjectNode document) {
      return Document.print(document);
    }
  },
  YAML {
    @Override
    ObjectNode parse(byte[] bytes) throws InvalidConfiguration {
      return YamlText.parse(bytes);
    }

    @Override
    byte[] print(ObjectNode document) {
      return YamlText.print(document);
    }
  };

  static Notation of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml") ? YAML : JSON;
  }

  abstract ObjectNode parse(byte[] bytes) throws InvalidConfiguration;

  abstract byte[] print(ObjectNode document);
}
