package dev.sluice.protocol.gemini;

import java.util.Set;

/** The two languages in which Gemini takes schemas. */
enum SchemaDialect {
  /** JSON Schema, of which all but the keywords here are passed over or refused. */
  JSON_SCHEMA(
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "enum",
          "items",
          "prefixItems",
          "minItems",
          "maxItems",
          "properties",
          "additionalProperties",
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
          "default",
          "$ref",
          "$defs")),
  /** The older {@code Schema}, which knows no references and one type at a time. */
  OPEN_API(
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "nullable",
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
          "default"));

  private final Set<String> keywords;

  SchemaDialect(Set<String> keywords) {
    this.keywords = keywords;
  }

  boolean knows(String keyword) {
    return keywords.contains(keyword);
  }
}
