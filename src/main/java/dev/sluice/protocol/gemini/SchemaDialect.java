package dev.sluice.protocol.gemini;

import java.util.Set;

/** The two languages in which Gemini takes schemas. */
enum SchemaDialect {
  /** JSON Schema, of which all but the known keywords are passed over or refused. */
  JSON_SCHEMA,
  /** The older {@code Schema}, which knows no references and one type at a time. */
  OPEN_API;

  private static final Set<String> OF_BOTH =
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "enum",
          "items",
          "minItems",
          "maxItems",
          "properties",
          "required",
          "propertyOrdering",
          "anyOf",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "pattern",
          "minProperties",
          "maxProperties",
          "default");

  private static final Set<String> OF_JSON_SCHEMA =
      Set.of("prefixItems", "additionalProperties", "$ref", "$defs");

  boolean knows(String keyword) {
    return OF_BOTH.contains(keyword)
        || switch (this) {
          case JSON_SCHEMA -> OF_JSON_SCHEMA.contains(keyword);
          case OPEN_API -> keyword.equals("nullable");
        };
  }
}
