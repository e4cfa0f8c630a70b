/* A resource of an HTTP server, such as a fault that the server makes: POST makes it, it's there as
 * long as GET finds it, DELETE removes it. The target is its path, and the place has a line each for
 * the server's address (the sockaddr in hexadecimal digits), its name, the path that is posted to
 * and the body. Failures that the server told are -status, which is beyond every errno. */
#include "watchdog.h"

#define PATIENCE (5 * NANOS)

/* A server that lets no connection in for so long isn't there, nor what it had in its memory. */
#define GONE (5 * NANOS)

/* Whoever deletes what may still be made, since that was asked for and not answered, looks again. */
#define AGAIN (5 * NANOS)

static struct address server;
static const char *path;
static char head[1024];
static char creation[8192];

/* The deputy has to know as well. */
static volatile int *unanswered;

static int hex(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

/* The rest of the text behind its first line, which is put there. */
static const char *line(const char *text, char *into, size capacity) {
  size n = 0;
  for (; *text && *text != '\n'; text++) {
    if (n < capacity - 1) into[n++] = *text;
  }
  into[n] = 0;
  return *text ? text + 1 : text;
}

static int open_resource(const char *target, const char *place) {
  if (length(target) > 1024 || length(place) > 6000) return -ENAMETOOLONG;
  char name[300], collection[1025], digits[128];
  char *bytes = (char *)&server;
  const char *body = line(line(line(place, digits, sizeof digits), name, sizeof name), collection,
                          sizeof collection);
  for (const char *d = digits; d[0] && d[1]; d += 2) {
    bytes[server.length++] = (char)(hex(d[0]) << 4 | hex(d[1]));
  }
  path = target;
  char *at = put(head, head + sizeof head, " HTTP/1.0\r\nHost: ");
  at = put(put(at, head + sizeof head, name), head + sizeof head, "\r\nContent-Length: ");
  const char *end = creation + sizeof creation;
  at = put(put(creation, end, "POST "), end, collection);
  at = put_number(put(at, end, head), end, (long)length(body));
  (void)put(put(at, end, "\r\nContent-Type: application/json\r\n\r\n"), end, body);
  unanswered = memory(sizeof *unanswered, 1);
  return unanswered ? 0 : -ENOMEM;
}

static int ask(const char *method) {
  char request[2048], answer[4096];
  const char *end = request + sizeof request;
  char *at = put(put(put(request, end, method), end, path), end, head);
  (void)put(at, end, "0\r\n\r\n");
  return exchange(&server, request, answer, sizeof answer, now() + PATIENCE);
}

static int stands_resource(void) {
  int status = ask("GET ");
  if (status < 0) return status;
  return status == 200 ? 1 : status == 404 ? 0 : -status;
}

static int make(long deadline) {
  char answer[4096];
  *unanswered = 1;
  int status = exchange(&server, creation, answer, sizeof answer, deadline);
  if (status > 0 || status == -ECONNREFUSED) *unanswered = 0;
  if (status == 409) return -EBUSY; /* another has that name */
  return status < 0 ? status : status / 100 == 2 ? 0 : -status;
}

/* As often as it takes: the server may hang, or can't be reached for now. */
static int delete(void) {
  long refused = 0, missing = 0;
  for (;;) {
    int status = ask("DELETE ");
    if (status / 100 == 2) return 0;
    if (status == 404) {
      if (!*unanswered || (missing && now() - missing > AGAIN)) return -ENODEV;
      if (!missing) missing = now();
    } else {
      missing = 0;
    }
    if (status != -ECONNREFUSED) {
      refused = 0;
    } else if (!refused) {
      refused = now();
    } else if (now() - refused > GONE) {
      return -ENODEV;
    }
    sleep_until(now() + NANOS / 10);
  }
}

const struct way resource = {open_resource, stands_resource, make, delete, 0, 0};
