/*
 * Every byte that the upstream sends and the load expects, defined once for both, so that a gateway
 * between them that changes, loses, repeats or reorders anything is found out.
 */
#ifndef WIRE_H
#define WIRE_H

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LENGTH(literal) ((long)sizeof(literal) - 1)

/* A stream is its beginning, a number of events of one size, and its end. */
static const char STREAM_BEGIN[] =
    "event: message_start\n"
    "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_bench\",\"type\":\"message\","
    "\"role\":\"assistant\",\"model\":\"claude-bench-1\",\"content\":[],\"stop_reason\":null,"
    "\"stop_sequence\":null,\"usage\":{\"input_tokens\":25123,\"cache_creation_input_tokens\":311,"
    "\"cache_read_input_tokens\":24000,\"output_tokens\":1,\"service_tier\":\"standard\"}}}\n\n"
    "event: content_block_start\n"
    "data: {\"type\":\"content_block_start\",\"index\":0,"
    "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
    "event: ping\n"
    "data: {\"type\": \"ping\"}\n\n";

static const char STREAM_END[] =
    "event: content_block_stop\n"
    "data: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
    "event: message_delta\n"
    "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
    "\"stop_sequence\":null},\"usage\":{\"input_tokens\":25123,"
    "\"cache_creation_input_tokens\":311,\"cache_read_input_tokens\":24000,"
    "\"output_tokens\":4242}}\n\n"
    "event: message_stop\n"
    "data: {\"type\":\"message_stop\"}\n\n";

/* The zeros are its stamp: the event's number and the upstream's clock, both in hexadecimal. */
static const char EVENT[] =
    "event: content_block_delta\n"
    "data: {\"type\":\"content_block_delta\",\"index\":0,"
    "\"delta\":{\"type\":\"text_delta\",\"text\":\"00000000-0000000000000000-"
    "the quick brown fox jumps over the lazy dog and reads the file once more\"}}\n\n";

enum { NUMBER_DIGITS = 8, CLOCK_DIGITS = 16, STAMP_LENGTH = NUMBER_DIGITS + 1 + CLOCK_DIGITS };

static const char WHOLE_ANSWER[] =
    "{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\","
    "\"model\":\"claude-bench-1\",\"content\":[{\"type\":\"text\",\"text\":\"The file reads the "
    "model's name from its settings; the fix keeps the old name when the new one is empty, and the "
    "test now covers both. I ran the whole suite and all of it passes. Two callers relied on the "
    "old order of the arguments; both are changed, and the change is noted in the list of changes "
    "under the next version.\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
    "\"usage\":{\"input_tokens\":25123,\"cache_creation_input_tokens\":311,"
    "\"cache_read_input_tokens\":24000,\"output_tokens\":4242}}";

/* Both ends run on one machine, so that this clock is the same for both. */
static inline uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000ull + (uint64_t)now.tv_nsec;
}

static inline long stamp_offset(void) {
  return strstr(EVENT, "00000000-") - EVENT;
}

static inline void write_hex(char *to, uint64_t value, int digits) {
  for (int i = digits - 1; i >= 0; i--, value >>= 4) {
    to[i] = "0123456789abcdef"[value & 15];
  }
}

static inline uint64_t read_hex(const char *from, int digits) {
  uint64_t value = 0;
  for (int i = 0; i < digits; i++) {
    char digit = from[i];
    value = value << 4 | (uint64_t)(digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10);
  }
  return value;
}

static inline void die(const char *what) {
  perror(what);
  exit(2);
}

static inline char *read_file(const char *name, long *length) {
  FILE *file = fopen(name, "rb");
  if (file == NULL) {
    die(name);
  }
  fseek(file, 0, SEEK_END);
  *length = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)*length + 1);
  if (bytes == NULL || fread(bytes, 1, (size_t)*length, file) != (size_t)*length) {
    die(name);
  }
  bytes[*length] = 0;
  fclose(file);
  return bytes;
}

static inline struct sockaddr_in loopback(int port) {
  struct sockaddr_in address = {0};
  address.sin_family = AF_INET;
  address.sin_port = htons((uint16_t)port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static inline void no_delay(int fd) {
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/* The value of a header in a head whose lines end with CRLF; NULL when it is absent. */
static inline const char *header(const char *head, const char *name_with_colon) {
  const char *found = strcasestr(head, name_with_colon);
  if (found == NULL || found == head || found[-1] != '\n') {
    return NULL;
  }
  found += strlen(name_with_colon);
  return found + strspn(found, " ");
}

/* Reads "5a3\r\n" byte by byte; true once the line is whole. */
static inline bool chunk_size_byte(char byte, long *size) {
  if (byte == '\n') {
    return true;
  }
  if (byte != '\r') {
    *size = *size * 16 + (long)read_hex(&byte, 1);
  }
  return false;
}

#endif
