/*
 * A provider to measure against: one epoll thread, HTTP/1.1 with kept connections, loopback alone.
 *
 *   upstream BODY[:EVENTS:GAP_MS]...
 *
 * listens on a free port and prints it. A request's body must be one of the files BODY, byte for
 * byte, or it is refused with 400: that is how a gateway that changes bodies is found out in every
 * measurement. A file with EVENTS is answered by a stream of so many events, the first at once and
 * the others GAP_MS apart; a file without by a small JSON document.
 */
#include "wire.h"

enum { MOST_BODIES = 8, MOST_HEAD = 32 * 1024, READ_SIZE = 256 * 1024, MOST_READY = 512 };

typedef struct {
  char *bytes;
  long length;
  long events;
  uint64_t gap_ns;
} body;

typedef enum { HEAD, LENGTH_BODY, CHUNK_SIZE, CHUNK_DATA, CHUNK_CRLF, LAST_CRLF } stage;

typedef struct connection {
  int fd;
  bool dead;
  stage stage;
  char head[MOST_HEAD];
  int head_length;
  long left;
  long received;
  unsigned candidates; /* one bit for each body that equals what has come so far */
  const body *asked;
  long next_event;
  uint64_t due;
  struct connection *previous, *next;
  char *unsent;
  size_t unsent_from, unsent_to, unsent_room;
} connection;

static body bodies[MOST_BODIES];
static int body_count;
static int epoll;
static volatile sig_atomic_t stopped;

/*
 * Streams that wait for their next event. Files may differ in their gaps, hence a list for each;
 * within one, streams come due in the order in which they were added.
 */
static connection waiting[MOST_BODIES];
static connection *buried;

static void leave_list(connection *it) {
  if (it->next != NULL) {
    it->previous->next = it->next;
    it->next->previous = it->previous;
    it->next = it->previous = NULL;
  }
}

static void join_list(connection *it) {
  connection *list = &waiting[it->asked - bodies];
  it->due = now_ns() + it->asked->gap_ns;
  it->next = list;
  it->previous = list->previous;
  list->previous->next = it;
  list->previous = it;
}

/* Its memory is freed at the end of the round: epoll may have more to say about it until then. */
static void bury(connection *it) {
  if (it->dead) {
    return;
  }
  leave_list(it);
  close(it->fd);
  free(it->unsent);
  it->dead = true;
  it->next = buried;
  buried = it;
}

static void watch(connection *it, bool writable) {
  struct epoll_event event = {.events = EPOLLIN | (writable ? EPOLLOUT : 0), .data.ptr = it};
  epoll_ctl(epoll, EPOLL_CTL_MOD, it->fd, &event);
}

static void keep_unsent(connection *it, const char *bytes, size_t length) {
  if (it->unsent_to + length > it->unsent_room) {
    it->unsent_room = 2 * (it->unsent_to + length);
    it->unsent = realloc(it->unsent, it->unsent_room);
    if (it->unsent == NULL) {
      die("memory");
    }
  }
  memcpy(it->unsent + it->unsent_to, bytes, length);
  it->unsent_to += length;
  watch(it, true);
}

static void say(connection *it, const char *bytes, size_t length) {
  if (it->dead) {
    return;
  }
  ssize_t sent = 0;
  if (it->unsent_to == 0) {
    sent = send(it->fd, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) {
      bury(it);
      return;
    }
    sent = sent < 0 ? 0 : sent;
  }
  if ((size_t)sent < length) {
    keep_unsent(it, bytes + sent, length - (size_t)sent);
  }
}

static void say_unsent(connection *it) {
  ssize_t sent =
      send(it->fd, it->unsent + it->unsent_from, it->unsent_to - it->unsent_from, MSG_NOSIGNAL);
  if (sent < 0) {
    if (errno != EAGAIN) {
      bury(it);
    }
    return;
  }
  it->unsent_from += (size_t)sent;
  if (it->unsent_from == it->unsent_to) {
    it->unsent_from = it->unsent_to = 0;
    watch(it, false);
  }
}

static void say_chunk(connection *it, const char *bytes, long length, const char *after) {
  char chunk[4096];
  int size = sprintf(chunk, "%lx\r\n", (unsigned long)length);
  memcpy(chunk + size, bytes, (size_t)length);
  int rest = sprintf(chunk + size + length, "\r\n%s", after);
  say(it, chunk, (size_t)(size + length + rest));
}

static void say_event(connection *it) {
  char event[sizeof EVENT];
  memcpy(event, EVENT, sizeof EVENT);
  char *stamp = event + stamp_offset();
  write_hex(stamp, (uint64_t)it->next_event, NUMBER_DIGITS);
  write_hex(stamp + NUMBER_DIGITS + 1, now_ns(), CLOCK_DIGITS);
  it->next_event++;
  say_chunk(it, event, LENGTH(EVENT), "");
}

static void go_on(connection *it) {
  say_event(it);
  if (it->dead) {
    return;
  }
  if (it->next_event < it->asked->events) {
    join_list(it);
    return;
  }
  say_chunk(it, STREAM_END, LENGTH(STREAM_END), "0\r\n\r\n");
}

static void answer_stream(connection *it) {
  static const char HEAD_OF_STREAM[] =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
      "cache-control: no-cache\r\nrequest-id: req_bench\r\ntransfer-encoding: chunked\r\n\r\n";
  it->next_event = 0;
  say(it, HEAD_OF_STREAM, sizeof HEAD_OF_STREAM - 1);
  say_chunk(it, STREAM_BEGIN, LENGTH(STREAM_BEGIN), "");
  go_on(it);
}

static void answer_json(connection *it, const char *status, const char *json) {
  char answer[4096];
  int length = sprintf(
      answer,
      "HTTP/1.1 %s\r\ncontent-type: application/json\r\nrequest-id: req_bench\r\n"
      "content-length: %zu\r\n\r\n%s",
      status, strlen(json), json);
  say(it, answer, (size_t)length);
}

static void refuse(connection *it) {
  fprintf(stderr, "refused a body of %ld bytes, which is none of the %d\n", it->received, body_count);
  answer_json(
      it, "400 Bad Request",
      "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
      "\"message\":\"the body is not the one that was sent\"}}");
}

static void answer(connection *it) {
  it->stage = HEAD;
  it->head_length = 0;
  for (int i = 0; i < body_count; i++) {
    if ((it->candidates >> i & 1) != 0 && bodies[i].length == it->received) {
      it->asked = &bodies[i];
      if (bodies[i].events > 0) {
        answer_stream(it);
      } else {
        answer_json(it, "200 OK", WHOLE_ANSWER);
      }
      return;
    }
  }
  refuse(it);
}

static void compare(connection *it, const char *bytes, long length) {
  for (int i = 0; i < body_count; i++) {
    if ((it->candidates >> i & 1) != 0 &&
        (it->received + length > bodies[i].length ||
         memcmp(bodies[i].bytes + it->received, bytes, (size_t)length) != 0)) {
      it->candidates &= ~(1u << i);
    }
  }
  it->received += length;
}

/* Takes what belongs to the head; gives how many bytes that were. */
static long take_head(connection *it, const char *bytes, long length) {
  long room = MOST_HEAD - 1 - it->head_length;
  long taken = length < room ? length : room;
  if (taken == 0) {
    bury(it);
    return length;
  }
  int before = it->head_length;
  memcpy(it->head + before, bytes, (size_t)taken);
  it->head_length += (int)taken;
  it->head[it->head_length] = 0;
  const char *end = strstr(it->head + (before > 3 ? before - 3 : 0), "\r\n\r\n");
  if (end == NULL) {
    return taken;
  }
  const char *length_header = header(it->head, "content-length:");
  it->received = 0;
  it->candidates = ~0u;
  it->left = length_header == NULL ? 0 : atol(length_header);
  it->stage = length_header == NULL ? CHUNK_SIZE : LENGTH_BODY;
  return end + 4 - it->head - before;
}

static long take_data(connection *it, const char *bytes, long length, stage after) {
  long taken = length < it->left ? length : it->left;
  compare(it, bytes, taken);
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
        answer(it);
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
        answer(it);
      }
      return 1;
  }
  return length;
}

static void receive(connection *it) {
  static char bytes[READ_SIZE];
  ssize_t length = recv(it->fd, bytes, sizeof bytes, 0);
  if (length == 0 || (length < 0 && errno != EAGAIN)) {
    bury(it);
    return;
  }
  for (long at = 0; at < length && !it->dead;) {
    at += take(it, bytes + at, length - at);
  }
}

static void accept_all(int listener) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) {
      return;
    }
    no_delay(fd);
    connection *it = calloc(1, sizeof *it);
    if (it == NULL) {
      die("memory");
    }
    it->fd = fd;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = it};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
  }
}

static void send_what_is_due(void) {
  uint64_t now = now_ns();
  for (int i = 0; i < body_count; i++) {
    while (waiting[i].next != &waiting[i] && waiting[i].next->due <= now) {
      connection *it = waiting[i].next;
      leave_list(it);
      go_on(it);
    }
  }
}

/* Whole milliseconds: each event carries the time at which it really left. */
static int milliseconds_to_next(void) {
  uint64_t now = now_ns();
  uint64_t least = now + 200000000ull;
  for (int i = 0; i < body_count; i++) {
    if (waiting[i].next != &waiting[i] && waiting[i].next->due < least) {
      least = waiting[i].next->due;
    }
  }
  return least <= now ? 0 : (int)((least - now) / 1000000 + 1);
}

static void free_buried(void) {
  while (buried != NULL) {
    connection *it = buried;
    buried = it->next;
    free(it);
  }
}

static void serve(int listener) {
  struct epoll_event ready[MOST_READY];
  while (!stopped) {
    int count = epoll_wait(epoll, ready, MOST_READY, milliseconds_to_next());
    for (int i = 0; i < count; i++) {
      connection *it = ready[i].data.ptr;
      if (it == NULL) {
        accept_all(listener);
        continue;
      }
      if (!it->dead && (ready[i].events & EPOLLOUT) != 0) {
        say_unsent(it);
      }
      if (!it->dead && (ready[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
        receive(it);
      }
    }
    send_what_is_due();
    free_buried();
  }
}

static int listen_anywhere(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 4096) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
    die("listen");
  }
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void read_body(char *argument) {
  body *it = &bodies[body_count];
  char *pace = strchr(argument, ':');
  if (pace != NULL) {
    *pace = 0;
    long gap_ms = 0;
    if (sscanf(pace + 1, "%ld:%ld", &it->events, &gap_ms) != 2) {
      die(argument);
    }
    it->gap_ns = (uint64_t)gap_ms * 1000000ull;
  }
  it->bytes = read_file(argument, &it->length);
  waiting[body_count].next = waiting[body_count].previous = &waiting[body_count];
  body_count++;
}

static void stop(int signal) {
  (void)signal;
  stopped = 1;
}

int main(int count, char **arguments) {
  if (count < 2 || count > 1 + MOST_BODIES) {
    fprintf(stderr, "usage: upstream BODY[:EVENTS:GAP_MS]... (at most %d)\n", MOST_BODIES);
    return 2;
  }
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  for (int i = 1; i < count; i++) {
    read_body(arguments[i]);
  }
  epoll = epoll_create1(0);
  int listener = listen_anywhere();
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  serve(listener);
  return 0;
}
