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
        .put("message", fault.message())
        .put("type", type(fault.kind()))
        .putNull("param")
        .put("code", code(fault.kind()));
    return envelope;
  }

  private static String type(Fault.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST,
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
      case INTERNAL, UPSTREAM_FAILED, CHANNEL_KEY_REJECTED, OVERLOADED, TIMEOUT -> "server_error";
    };
  }

  private static @Nullable String code(Fault.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST, PATH_UNKNOWN, INTERNAL, UPSTREAM_FAILED, CHANNEL_KEY_REJECTED -> null;
      case UNAUTHENTICATED -> "invalid_api_key";
      case MODEL_UNKNOWN -> "model_not_found";
      case METHOD_NOT_ALLOWED -> "method_not_allowed";
      case REQUEST_TIMEOUT -> "request_timeout";
      case TOO_LARGE -> "request_too_large";
      case URL_TOO_LONG -> "url_too_long";
      case UNSUPPORTED_ENCODING -> "unsupported_encoding";
      case HEADERS_TOO_LARGE -> "headers_too_large";
      case RATE_LIMITED -> "rate_limit_exceeded";
      case OVERLOADED -> "server_overloaded";
      case TIMEOUT -> "timeout";
    };
  }
}
