/* The little of HTTP (1.0, so that an answer ends with its connection) that is needed here. */
#include "watchdog.h"

static void patience(int fd, int option, long until) {
  long nanos = until - now();
  if (nanos < NANOS / 100) nanos = NANOS / 100;
  timespec time = {nanos / NANOS, nanos % NANOS / 1000 /* a timeval */};
  (void)sys5(__NR_setsockopt, fd, 1 /* SOL_SOCKET */, option, &time, sizeof time);
}

int exchange(const struct address *to, const char *request, char *answer, size capacity, long until) {
  int fd = (int)sys3(__NR_socket, to->family, 1 /* SOCK_STREAM */ | O_CLOEXEC, 0);
  if (fd < 0) return fd;
  patience(fd, 21 /* SO_SNDTIMEO, of connect as well */, until);
  long result = sys3(__NR_connect, fd, to, to->length);
  if (result >= 0) result = sys3(__NR_write, fd, request, length(request));
  size got = 0;
  while (result > 0 && got < capacity - 1) {
    patience(fd, 20 /* SO_RCVTIMEO */, until);
    result = sys3(__NR_read, fd, answer + got, capacity - 1 - got);
    if (result > 0) got += (size)result;
    if (result > 0 && now() >= until) result = -ETIMEDOUT;
  }
  answer[got] = 0;
  close_file(fd);
  if (result < 0) return (int)result;
  return starts(answer, "HTTP/1.") && got > 12 ? (int)number(answer + 9) : -EPROTO;
}
