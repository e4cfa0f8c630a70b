/* A pipe with a name, of which this holds both ends and reads nothing: who writes to it stands
 * still. Once it's closed, by this or by its death, the other's write fails with EPIPE: so nothing
 * but this stands between a writer and its going on. */
#include "watchdog.h"

#define LATEST (60 * NANOS)

static const char *path;
static int held = -1;

/* When something was first written, for the deputy to know as well. */
static volatile long *began;

static int open_fifo(const char *target, const char *place) {
  (void)target;
  path = place;
  began = memory(sizeof *began, 1);
  if (!began) return -ENOMEM;
  return (int)sys4(__NR_mknodat, AT_CWD, path, 0010600 /* S_IFIFO, its owner's */, 0);
}

static int stands_fifo(void) { return held >= 0; }

static int stop_fifo(long deadline) {
  (void)deadline;
  *began = 0;
  held = open_file(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW);
  return held == -ENOENT ? -ENODEV : held < 0 ? held : 0;
}

static long began_fifo(void) {
  int bytes = 0;
  (void)sys3(__NR_ioctl, held, 0x541B /* FIONREAD */, &bytes);
  if (!*began && bytes > 0) *began = now();
  return *began;
}

/* A writer that is still to come would wait for a reader for ever. */
static void let_late_writer_through(void) {
  if (sys5(__NR_clone, 17 /* SIGCHLD */, 0, 0, 0, 0) != 0) return;
  close_file(0);
  close_file(1);
  close_file(held);
  static char buffer[65536];
  struct pollfd polled = {open_file(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW), POLLIN, 0};
  long end = now() + LATEST;
  while (polled.fd >= 0 && now() < end) {
    timespec left;
    (void)sys5(__NR_ppoll, &polled, 1, time_left(&left, end), 0, 8);
    /* poll(2): POLLHUP without data once a writer has been there and left. */
    if (polled.revents && !(polled.revents & POLLIN)) break;
    if (polled.revents) (void)sys3(__NR_read, polled.fd, buffer, sizeof buffer);
  }
  for (;;) (void)sys1(__NR_exit_group, 0);
}

static int resume_fifo(void) {
  if (held >= 0) (void)began_fifo();
  if (!*began) let_late_writer_through();
  if (held >= 0) close_file(held);
  held = -1;
  return 0;
}

const struct way fifo = {open_fifo, stands_fifo, stop_fifo, resume_fifo, began_fifo, 0};
