/*
 * Callers: one epoll thread, HTTP/1.1 with kept connections, loopback alone. Compares every byte of
 * every answer with what the upstream is known to send.
 *
 *   load requests PORT BODY CONNECTIONS SECONDS          each connection asks again once answered
 *   load paced    PORT BODY CONNECTIONS SECONDS RATE     RATE requests a second, whoever is slow;
 *                                                        latency counts from the planned moment
 *   load streams  PORT BODY CONNECTIONS SECONDS RAMP EVENTS
 *                                                        one stream on each connection, opened RAMP
 *                                                        a second, until all end or SECONDS pass
 *
 * Prints one JSON object. Exits with 1 when a byte differed, an answer failed or was none.
 * The access key is read from the environment: BENCH_KEY.
 */
#include "wire.h"

enum { MOST_HEAD = 16 * 1024, READ_SIZE = 256 * 1024, MOST_READY = 1024, DRAIN_SECONDS = 3 };

typedef enum { REQUESTS, PACED, STREAMS } kind;
typedef enum { HEAD, LENGTH_BODY, CHUNK_SIZE, CHUNK_DATA, CHUNK_CRLF, LAST_CRLF } stage;

typedef struct {
  int fd;
  bool busy;
  bool content_seen;
  stage stage;
  char head[MOST_HEAD];
  int head_length;
  int status;
  long left;
  long position; /* in the answer's content */
  size_t sent;
  uint64_t planned;
  uint64_t started;
  char stamp[STAMP_LENGTH];
} connection;

/* Nanoseconds; all are kept, so that percentiles are exact. */
typedef struct {
  uint64_t *values;
  size_t count, room;
} samples;

static kind wanted;
static int port;
static long connection_count, seconds, rate, events;
static connection *connections;
static int *idle;
static long idle_count;
static char *request;
static size_t request_length;
static int epoll;
static bool draining;
static long opened, started, finished, busy, failed, differing, refused, last_refusal;
static samples latencies, first_bytes, delays;

static void add_sample(samples *to, uint64_t value) {
  if (to->count == to->room) {
    to->room = to->room == 0 ? 65536 : 2 * to->room;
    to->values = realloc(to->values, to->room * sizeof *to->values);
    if (to->values == NULL) {
      die("memory");
    }
  }
  to->values[to->count++] = value;
}

static void watch(connection *it, bool writable) {
  struct epoll_event event = {.events = EPOLLIN | (writable ? EPOLLOUT : 0), .data.ptr = it};
  epoll_ctl(epoll, EPOLL_CTL_MOD, it->fd, &event);
}

static void connect_one(connection *it) {
  it->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (it->fd < 0) {
    die("socket");
  }
  no_delay(it->fd);
  struct sockaddr_in address = loopback(port);
  if (connect(it->fd, (struct sockaddr *)&address, sizeof address) != 0 && errno != EINPROGRESS) {
    die("connect");
  }
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = it};
  epoll_ctl(epoll, EPOLL_CTL_ADD, it->fd, &event);
}

static void push(connection *it) {
  while (it->sent < request_length) {
    ssize_t sent = send(it->fd, request + it->sent, request_length - it->sent, MSG_NOSIGNAL);
    if (sent < 0) {
      watch(it, true); /* a connection that is lost is told by the next read */
      return;
    }
    it->sent += (size_t)sent;
  }
  watch(it, false);
}

static void begin(connection *it, uint64_t planned) {
  it->busy = true;
  it->content_seen = false;
  it->stage = HEAD;
  it->head_length = 0;
  it->position = 0;
  it->sent = 0;
  it->status = 0;
  it->planned = planned;
  it->started = now_ns();
  started++;
  busy++;
  push(it);
}

static long whole_length(void) {
  return wanted == STREAMS ? LENGTH(STREAM_BEGIN) + events * LENGTH(EVENT) + LENGTH(STREAM_END)
                           : LENGTH(WHOLE_ANSWER);
}

static void finish(connection *it, bool complete) {
  it->busy = false;
  busy--;
  finished++;
  idle[idle_count++] = (int)(it - connections);
  if (it->status != 200) {
    refused++;
    last_refusal = it->status;
  } else if (!complete || it->position != whole_length()) {
    failed++;
  } else {
    add_sample(&latencies, now_ns() - it->planned);
  }
}

static void lost(connection *it) {
  close(it->fd);
  if (it->busy) {
    finish(it, false);
  }
  connect_one(it);
}

static long compare(connection *it, const char *known, long from, const char *bytes, long length) {
  long known_left = (long)strlen(known) - from;
  long taken = length < known_left ? length : known_left;
  if (memcmp(known + from, bytes, (size_t)taken) != 0) {
    differing++;
  }
  it->position += taken;
  return taken;
}

/* Everything but the stamp is known; the stamp is checked and counted once it is whole. */
static long compare_event(connection *it, long number, long from, const char *bytes, long length) {
  long stamp_from = stamp_offset();
  long stamp_to = stamp_from + STAMP_LENGTH;
  if (from >= stamp_to) {
    return compare(it, EVENT, from, bytes, length);
  }
  if (from < stamp_from) {
    long before = stamp_from - from;
    return compare(it, EVENT, from, bytes, length < before ? length : before);
  }
  it->stamp[from - stamp_from] = *bytes;
  it->position++;
  if (from + 1 == stamp_to) {
    uint64_t sent = read_hex(it->stamp + NUMBER_DIGITS + 1, CLOCK_DIGITS);
    differing += read_hex(it->stamp, NUMBER_DIGITS) == (uint64_t)number ? 0 : 1;
    add_sample(&delays, now_ns() - sent);
  }
  return 1;
}

static long compare_stream(connection *it, const char *bytes, long length) {
  long at = it->position;
  if (at < LENGTH(STREAM_BEGIN)) {
    return compare(it, STREAM_BEGIN, at, bytes, length);
  }
  at -= LENGTH(STREAM_BEGIN);
  if (at < events * LENGTH(EVENT)) {
    return compare_event(it, at / LENGTH(EVENT), at % LENGTH(EVENT), bytes, length);
  }
  return compare(it, STREAM_END, at - events * LENGTH(EVENT), bytes, length);
}

static void content(connection *it, const char *bytes, long length) {
  if (!it->content_seen) {
    it->content_seen = true;
    add_sample(&first_bytes, now_ns() - it->started);
  }
  if (it->status != 200) {
    return;
  }
  if (it->position + length > whole_length()) {
    differing++;
    return;
  }
  for (long done = 0; done < length;) {
    done += wanted == STREAMS
                ? compare_stream(it, bytes + done, length - done)
                : compare(it, WHOLE_ANSWER, it->position, bytes + done, length - done);
  }
}

/* Takes what belongs to the head; gives how many bytes that were. */
static long take_head(connection *it, const char *bytes, long length) {
  long room = MOST_HEAD - 1 - it->head_length;
  long taken = length < room ? length : room;
  int before = it->head_length;
  memcpy(it->head + before, bytes, (size_t)taken);
  it->head_length += (int)taken;
  it->head[it->head_length] = 0;
  const char *end = strstr(it->head + (before > 3 ? before - 3 : 0), "\r\n\r\n");
  if (end == NULL) {
    if (taken == 0) {
      lost(it);
      return length;
    }
    return taken;
  }
  const char *length_header = header(it->head, "content-length:");
  it->status = atoi(it->head + LENGTH("HTTP/1.1 "));
  it->left = length_header == NULL ? 0 : atol(length_header);
  it->stage = length_header == NULL ? CHUNK_SIZE : LENGTH_BODY;
  return end + 4 - it->head - before;
}

static long take_data(connection *it, const char *bytes, long length, stage after) {
  long taken = length < it->left ? length : it->left;
  content(it, bytes, taken);
  it->left -= taken;
  if (it->left == 0) {
    it->stage = after;
  }
  return taken;
}

static long take(connection *it, const char *bytes, long length) {
  switch (it->stage) {
    case HEAD:
      return take_head(it, bytes, length);
    case LENGTH_BODY: {
      long taken = take_data(it, bytes, length, HEAD);
      if (it->stage == HEAD) {
        finish(it, true);
      }
      return taken;
    }
    case CHUNK_SIZE:
      if (chunk_size_byte(*bytes, &it->left)) {
        it->stage = it->left > 0 ? CHUNK_DATA : LAST_CRLF;
      }
      return 1;
    case CHUNK_DATA:
      return take_data(it, bytes, length, CHUNK_CRLF);
    case CHUNK_CRLF:
      it->stage = *bytes == '\n' ? CHUNK_SIZE : CHUNK_CRLF;
      return 1;
    case LAST_CRLF:
      if (*bytes == '\n') {
        finish(it, true);
      }
      return 1;
  }
  return length;
}

static void receive(connection *it) {
  static char bytes[READ_SIZE];
  ssize_t length = recv(it->fd, bytes, sizeof bytes, 0);
  if (length < 0 && errno == EAGAIN) {
    return;
  }
  if (length <= 0) {
    lost(it);
    return;
  }
  for (long at = 0; at < length && it->busy;) {
    at += take(it, bytes + at, length - at);
  }
}

static void open_due(uint64_t since_begin) {
  long due = wanted == STREAMS ? (long)((double)since_begin / 1e9 * (double)rate) + 1
                               : connection_count;
  for (; opened < due && opened < connection_count; opened++) {
    connect_one(&connections[opened]);
    idle[idle_count++] = (int)opened;
  }
}

static void ask_due(uint64_t begun, uint64_t since_begin) {
  if (draining) {
    return;
  }
  long most = wanted == REQUESTS  ? started + idle_count
              : wanted == STREAMS ? connection_count
                                  : (long)((double)since_begin / 1e9 * (double)rate);
  while (started < most && idle_count > 0) {
    uint64_t planned =
        wanted == PACED ? begun + (uint64_t)((double)(started + 1) * 1e9 / (double)rate) : now_ns();
    begin(&connections[idle[--idle_count]], planned);
  }
}

static bool over(uint64_t since_begin) {
  if (wanted == STREAMS) {
    return finished == connection_count || since_begin > (uint64_t)seconds * 1000000000ull;
  }
  draining = since_begin > (uint64_t)seconds * 1000000000ull;
  bool too_late = since_begin > (uint64_t)(seconds + DRAIN_SECONDS) * 1000000000ull;
  return draining && (busy == 0 || too_late);
}

static void run(uint64_t begun) {
  struct epoll_event ready[MOST_READY];
  for (uint64_t passed = 0; !over(passed); passed = now_ns() - begun) {
    open_due(passed);
    ask_due(begun, passed);
    int count = epoll_wait(epoll, ready, MOST_READY, 1);
    for (int i = 0; i < count; i++) {
      connection *it = ready[i].data.ptr;
      if ((ready[i].events & EPOLLOUT) != 0) {
        if (it->busy) {
          push(it);
        } else {
          watch(it, false);
        }
      }
      if ((ready[i].events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0) {
        receive(it);
      }
    }
  }
}

static void build_request(const char *body_name) {
  long length;
  char *body = read_file(body_name, &length);
  const char *key = getenv("BENCH_KEY");
  request = malloc((size_t)length + 4096);
  if (request == NULL) {
    die("memory");
  }
  int head = sprintf(
      request,
      "POST /v1/messages HTTP/1.1\r\nhost: 127.0.0.1:%d\r\ncontent-type: application/json\r\n"
      "accept: application/json\r\nanthropic-version: 2023-06-01\r\n"
      "anthropic-beta: claude-code-20250219,interleaved-thinking-2025-05-14\r\n"
      "user-agent: claude-cli/2.0.0 (external, cli)\r\nx-app: cli\r\n"
      "x-stainless-lang: js\r\nx-stainless-package-version: 0.60.0\r\nx-stainless-os: Linux\r\n"
      "x-stainless-arch: x64\r\nx-stainless-runtime: node\r\nx-stainless-retry-count: 0\r\n"
      "x-stainless-timeout: 600\r\nx-api-key: %s\r\ncontent-length: %ld\r\n\r\n",
      port, key == NULL ? "" : key, length);
  memcpy(request + head, body, (size_t)length);
  request_length = (size_t)(head + length);
  free(body);
}

static int by_size(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

static void print_samples(const char *name, samples *of) {
  qsort(of->values, of->count, sizeof *of->values, by_size);
  printf(",\"%s\":{\"count\":%zu", name, of->count);
  const double quantiles[] = {0.5, 0.99};
  const char *names[] = {"p50", "p99"};
  for (int i = 0; i < 2 && of->count > 0; i++) {
    size_t rank = (size_t)(quantiles[i] * (double)(of->count - 1));
    printf(",\"%s\":%.1f", names[i], (double)of->values[rank] / 1e3);
  }
  printf("}");
}

static int report(double elapsed) {
  long unanswered = wanted == STREAMS ? 0 : busy;
  printf(
      "{\"seconds\":%.3f,\"started\":%ld,\"finished\":%ld,\"open\":%ld,\"failed\":%ld,"
      "\"differing\":%ld,\"refused\":%ld,\"last_refusal\":%ld,\"unanswered\":%ld",
      elapsed, started, finished, busy, failed, differing, refused, last_refusal, unanswered);
  print_samples("latency_us", &latencies);
  print_samples("first_byte_us", &first_bytes);
  print_samples("delay_us", &delays);
  printf("}\n");
  return failed + differing + refused + unanswered > 0 || started == 0 ? 1 : 0;
}

static bool read_arguments(int count, char **arguments) {
  const char *kinds[] = {"requests", "paced", "streams"};
  const int counts[] = {6, 7, 8};
  for (int i = 0; i < 3 && count > 1; i++) {
    if (strcmp(arguments[1], kinds[i]) == 0 && count == counts[i]) {
      wanted = (kind)i;
      port = atoi(arguments[2]);
      connection_count = atol(arguments[4]);
      seconds = atol(arguments[5]);
      rate = count > 6 ? atol(arguments[6]) : 0;
      events = count > 7 ? atol(arguments[7]) : 0;
      return true;
    }
  }
  return false;
}

int main(int count, char **arguments) {
  if (!read_arguments(count, arguments)) {
    fprintf(stderr, "usage: load requests|paced|streams PORT BODY CONNECTIONS SECONDS ...\n");
    return 2;
  }
  build_request(arguments[3]);
  connections = calloc((size_t)connection_count, sizeof *connections);
  idle = malloc((size_t)connection_count * sizeof *idle);
  if (connections == NULL || idle == NULL) {
    die("memory");
  }
  epoll = epoll_create1(0);
  uint64_t begun = now_ns();
  run(begun);
  return report((double)(now_ns() - begun) / 1e9);
}
