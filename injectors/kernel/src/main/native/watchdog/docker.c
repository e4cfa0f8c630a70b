/* The engine's own pause, asked for over its unix socket (Docker Engine API, POST
 * /containers/ID/pause and /unpause). */
#include "watchdog.h"

static struct address engine = {.family = 1 /* AF_UNIX */, .length = 2 + 108};
static const char *container;

/* Asks and waits for the whole answer: the HTTP status, or -errno. */
static int ask(const char *method, const char *what, char *answer, size capacity) {
  char request[512];
  const char *end = request + sizeof request;
  char *at = put(put(request, end, method), end, " /containers/");
  at = put(put(put(at, end, container), end, what), end, " HTTP/1.0\r\nHost: docker\r\n");
  (void)put(at, end, "Content-Length: 0\r\nConnection: close\r\n\r\n");
  return exchange(&engine, request, answer, capacity, now() + 10 * NANOS);
}

static int stands_docker(void) {
  static char answer[65536];
  int status = ask("GET", "/json", answer, sizeof answer);
  if (status < 0) return status;
  if (status == 404 || find(answer, "\"Running\":false")) return -ENODEV;
  return status == 200 ? find(answer, "\"Paused\":true") != 0 : -EPROTO;
}

static int open_docker(const char *target, const char *place) {
  if (length(place) >= 108) return -ENAMETOOLONG; /* unix(7) */
  put(engine.rest, engine.rest + 108, place);
  container = target;
  int is = stands_docker();
  return is < 0 ? is : 0;
}

/* Without a look beforehand, which takes the engine 10 ms: who ends the pause takes unpausing to last
 * as long as it took until the container stood. */
static int stop_docker(long deadline) {
  (void)deadline;
  char answer[1024];
  int status = ask("POST", "/pause", answer, sizeof answer);
  if (status == 409) { /* others have paused it, or it has ended */
    int stands = stands_docker();
    return stands < 0 ? stands : -EBUSY;
  }
  return status < 0 ? status : status == 204 ? 0 : status == 404 ? -ENODEV : -EPROTO;
}

/* As often as it takes: the engine may be restarting. */
static int resume_docker(void) {
  char answer[1024];
  for (;;) {
    int status = ask("POST", "/unpause", answer, sizeof answer);
    if (status == 204) return 0;
    if (status == 404 || (status > 0 && stands_docker() <= 0)) return -ENODEV;
    sleep_until(now() + NANOS / 10);
  }
}

const struct way docker = {open_docker, stands_docker, stop_docker, resume_docker, 0, 1};
