/* The engine's own pause, asked for over its unix socket (Docker Engine API, POST
 * /containers/ID/pause and /unpause). */
#include "watchdog.h"

struct address {
  unsigned short family;
  char path[108];
};

static struct address engine = {1 /* AF_UNIX */, {0}};
static const char *container;

/* Asks and waits for the whole answer: the HTTP status, or -errno. */
static int ask(const char *method, const char *what, char *answer, size capacity) {
  char request[512];
  const char *end = request + sizeof request;
  char *at = put(put(request, end, method), end, " /containers/");
  at = put(put(put(at, end, container), end, what), end, " HTTP/1.0\r\nHost: docker\r\n");
  at = put(at, end, "Content-Length: 0\r\nConnection: close\r\n\r\n");
  int fd = (int)sys3(__NR_socket, 1, 1 /* SOCK_STREAM */ | O_CLOEXEC, 0);
  if (fd < 0) return fd;
  timespec patience = {10, 0};
  (void)sys5(__NR_setsockopt, fd, 1, 20 /* SO_RCVTIMEO */, &patience, sizeof patience);
  long result = sys3(__NR_connect, fd, &engine, sizeof engine);
  if (result >= 0) result = sys3(__NR_write, fd, request, at - request);
  size got = 0;
  while (result > 0 && got < capacity - 1) {
    result = sys3(__NR_read, fd, answer + got, capacity - 1 - got);
    if (result > 0) got += (size)result;
  }
  answer[got] = 0;
  close_file(fd);
  if (result < 0) return (int)result;
  return starts(answer, "HTTP/1.") && got > 12 ? (int)number(answer + 9) : -EPROTO;
}

static int stands_docker(void) {
  static char answer[65536];
  int status = ask("GET", "/json", answer, sizeof answer);
  if (status < 0) return status;
  if (status == 404 || find(answer, "\"Running\":false")) return -ENODEV;
  return status == 200 ? find(answer, "\"Paused\":true") != 0 : -EPROTO;
}

static int open_docker(const char *target, const char *place) {
  if (length(place) >= sizeof engine.path) return -ENAMETOOLONG;
  put(engine.path, engine.path + sizeof engine.path, place);
  container = target;
  int is = stands_docker();
  return is < 0 ? is : 0;
}

static int stop_docker(long deadline) {
  (void)deadline;
  char answer[1024];
  int status = ask("POST", "/pause", answer, sizeof answer);
  if (status == 409) return -EBUSY; /* another was faster */
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

const struct way docker = {open_docker, stands_docker, stop_docker, resume_docker, 0};
