/* The cgroup freezer: v1 by freezer.state, v2 by cgroup.freeze and cgroup.events
 * (Documentation/admin-guide/cgroup-v1/freezer-subsystem.rst and cgroup-v2.rst). Files are held
 * open: those of a cgroup that is removed fail with ENODEV, even if a new one has its name. */
#include "watchdog.h"

static int control = -1;
static int state = -1;

static int open_both(const char *directory, const char *write_to, const char *read_from) {
  char path[4096];
  const char *end = path + sizeof path;
  put(put(put(path, end, directory), end, "/"), end, write_to);
  control = open_file(path, O_WRONLY);
  if (control < 0) return control;
  put(put(put(path, end, directory), end, "/"), end, read_from);
  state = open_file(path, O_RDONLY);
  return state < 0 ? state : 0;
}

static int says(const char *what) {
  char text[512];
  long got = sys4(__NR_pread64, state, text, sizeof text - 1, 0);
  if (got < 0) return (int)got;
  text[got] = 0;
  return find(text, what) != 0;
}

static int write_all(const char *text) {
  long wrote = sys4(__NR_pwrite64, control, text, length(text), 0);
  return wrote < 0 ? (int)wrote : 0;
}

static int await(int (*stands)(void), long deadline) {
  for (long pause = 20000;; pause = pause < 1000000 ? 2 * pause : pause) {
    int is = stands();
    if (is < 0) return is;
    if (is) return 0;
    if (now() > deadline) return -ETIMEDOUT;
    sleep_until(now() + pause);
  }
}

static int open_v1(const char *target, const char *place) {
  (void)target;
  return open_both(place, "freezer.state", "freezer.state");
}

static int stands_v1(void) { return says("FROZEN"); }

static int stop_v1(long deadline) {
  int failed = write_all("FROZEN");
  return failed ? failed : await(stands_v1, deadline);
}

static int resume_v1(void) { return write_all("THAWED"); }

static int open_v2(const char *target, const char *place) {
  (void)target;
  return open_both(place, "cgroup.freeze", "cgroup.events");
}

static int stands_v2(void) { return says("frozen 1"); }

static int stop_v2(long deadline) {
  int failed = write_all("1");
  return failed ? failed : await(stands_v2, deadline);
}

static int resume_v2(void) { return write_all("0"); }

const struct way freezer_v1 = {open_v1, stands_v1, stop_v1, resume_v1, 0, 0};
const struct way freezer_v2 = {open_v2, stands_v2, stop_v2, resume_v2, 0, 0};
