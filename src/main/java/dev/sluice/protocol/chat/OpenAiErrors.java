package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import org.jspecify.annotations.Nullable;

/** The error object of OpenAI's protocols. */
final class OpenAiErrors {

  private OpenAiErrors() {}

  static ObjectNode envelope(Fault fault) {
    var envelope = Json.object();
    envelope
        .putObject("error")
        .put("message", message(fault))
        .put("type", type(fault.kind()))
        .putNull("param")
        .put("code", code(fault.kind()));
    return envelope;
  }

  private static String message(Fault fault) {
    return fault
        .overflow()
        .map(over ->
            ("This model's maximum context length is %d tokens. However, your messages resulted in"
                    + " %d tokens. Please reduce the length of the messages.")
                .formatted(over.maximum(), over.tokens()))
        .orElseGet(fault::message);
  }

  private static String type(Fault.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          FORBIDDEN,
          UNAUTHENTICATED,
          PATH_UNKNOWN,
          MODEL_UNKNOWN,
          METHOD_NOT_ALLOWED,
          REQUEST_TIMEOUT,
          TOO_LARGE,
          URL_TOO_LONG,
          UNSUPPORTED_ENCODING,
          HEADERS_TOO_LARGE ->
          "invalid_request_error";
      case RATE_LIMITED -> "requests";
      case QUOTA_EXHAUSTED -> "insufficient_quota";
      case INTERNAL, UPSTREAM_FAILED, CHANNEL_KEY_REJECTED, OVERLOADED, TIMEOUT -> "server_error";
    };
  }

  private static @Nullable String code(Fault.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST, PATH_UNKNOWN, INTERNAL, UPSTREAM_FAILED, CHANNEL_KEY_REJECTED -> null;
      case CONTEXT_TOO_LONG -> "context_length_exceeded";
      case CONTENT_REFUSED -> "content_policy_violation";
      case FORBIDDEN -> "insufficient_permissions";
      case UNAUTHENTICATED -> "invalid_api_key";
      case MODEL_UNKNOWN -> "model_not_found";
      case METHOD_NOT_ALLOWED -> "method_not_allowed";
      case REQUEST_TIMEOUT -> "request_timeout";
      case TOO_LARGE -> "request_too_large";
      case URL_TOO_LONG -> "url_too_long";
      case UNSUPPORTED_ENCODING -> "unsupported_encoding";
      case HEADERS_TOO_LARGE -> "headers_too_large";
      case RATE_LIMITED -> "rate_limit_exceeded";
      case QUOTA_EXHAUSTED -> "insufficient_quota";
      case OVERLOADED -> "server_overloaded";
      case TIMEOUT -> "timeout";
    };
  }
}
