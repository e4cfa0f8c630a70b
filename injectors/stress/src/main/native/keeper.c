/* Puts a container under stress until a time that it's told, and no longer.
 *
 *   entropy-stress TAG CONTAINER PID WORKERS cpu|mem|io|fill AMOUNT MILLIONTHS RESERVE PATH CGROUP…
 *
 * It's fed by lines on its standard input, times being CLOCK_MONOTONIC in ns:
 *   r TIME   release the workers, until then
 *   k TIME   keep them until then, unless their time is over
 *   e        end them
 *   s        say how it is
 * and answers each, and its start, with one line:
 *   ok|lost|failed SINCE UNTIL ALIVE CPU BYTES BEFORE AFTER ERRNO
 * SINCE and UNTIL are when they were released and when they ended (0: not yet), ALIVE how many there
 * are, CPU in ns; BYTES resident, written or allocated; BEFORE and AFTER available on the disk.
 *
 * The end of its input ends it, its end ends the workers, and so does that of the container. It
 * stays out of the container, where it would be frozen or killed with it. */
#include "stress.h"

#define SIGKILL 9
#define SIGCHLD 17
#define CLONE_PIDFD 0x1000
#define CLONE_NEWPID 0x20000000
#define ARMING (10 * NANOS)
#define MOST_WORKERS 256

static struct asked asked;
static struct common *common;
static long since, until;
static int target;
static int go[2];
static long count;
static struct {
  long pid;
  int handle; /* a pidfd: the number may be another's once the worker has died */
  long cpu;
  long cpu_at_release;
  long resident;
} started[MOST_WORKERS];

/* A pidfd is readable once its process has ended. */
static int has_ended(int pidfd) {
  struct pollfd polled = {pidfd, POLLIN, 0};
  timespec none = {0, 0};
  return sys5(__NR_ppoll, &polled, 1, &none, 0, 8) != 0;
}

static long resident_of(long pid) {
  char path[64];
  char text[4096];
  proc_path(path, path + sizeof path, pid, "status");
  if (read_file(path, text, sizeof text) <= 0) return 0;
  const char *at = find(text, "RssAnon:");
  if (!at) return 0;
  at += 8;
  while (*at == ' ' || *at == '\t') at++;
  return number(at) * 1024;
}

/* What the kernel says of the workers; of a dead one, what was last known. */
static long look(void) {
  long alive = 0;
  for (long n = 0; n < count; n++) {
    long cpu = cpu_time((~started[n].pid << 3) | 2);
    long resident = starts(asked.mode, "mem") ? resident_of(started[n].pid) : 0;
    if (has_ended(started[n].handle)) {
      long own = common->workers[n].cpu + started[n].cpu_at_release;
      if (own > started[n].cpu) started[n].cpu = own;
      continue;
    }
    alive++;
    if (cpu > started[n].cpu) started[n].cpu = cpu;
    started[n].resident = resident;
  }
  return alive;
}

static void answer(const char *verdict, long alive, long failure) {
  long cpu = 0, bytes = 0, before = 0, after = 0;
  for (long n = 0; n < count; n++) {
    struct worker *worker = &common->workers[n];
    cpu += since ? started[n].cpu - started[n].cpu_at_release : 0;
    bytes += worker->bytes + started[n].resident;
    if (worker->before > before) before = worker->before;
    if (worker->after) after = worker->after;
    if (worker->failure && !failure) failure = worker->failure;
  }
  long numbers[] = {since, until, alive, cpu, bytes, before, after, -failure};
  char line[256];
  const char *end = line + sizeof line;
  char *at = put(line, end, verdict);
  for (size n = 0; n < sizeof numbers / sizeof *numbers; n++) {
    at = put_number(put(at, end, " "), end, numbers[n]);
  }
  at = put(at, end, "\n");
  (void)sys3(__NR_write, 1, line, at - line);
}

/* Ends the workers and waits until they are gone. */
static void end_all(void) {
  if (until) return;
  (void)look();
  for (long n = 0; n < count; n++) (void)sys4(__NR_pidfd_send_signal, started[n].handle, SIGKILL, 0, 0);
  for (long n = 0; n < count; n++) {
    struct pollfd polled = {started[n].handle, POLLIN, 0};
    timespec patience = {5, 0};
    (void)sys5(__NR_ppoll, &polled, 1, &patience, 0, 8);
  }
  until = now();
}

static int over(void) { return since && now() >= common->deadline; }

static void release(long deadline) {
  if (since || until || deadline <= now() || has_ended(target)) {
    answer("lost", look(), has_ended(target) ? -ESRCH : -ETIMEDOUT);
    return;
  }
  (void)look();
  for (long n = 0; n < count; n++) started[n].cpu_at_release = started[n].cpu;
  common->deadline = deadline;
  since = now();
  for (long n = 0; n < count; n++) (void)sys3(__NR_write, go[1], "", 1);
  answer("ok", look(), 0);
}

static void keep(long deadline) {
  long alive = look();
  if (!since || until || !alive) {
    end_all();
    answer("lost", 0, -ETIMEDOUT);
    return;
  }
  common->deadline = deadline;
  answer("ok", alive, 0);
}

static void obey(const char *line) {
  switch (line[0]) {
    case 'r': release(number(line + 2)); break;
    case 'k': keep(number(line + 2)); break;
    case 'e':
      end_all();
      answer("ok", 0, 0);
      break;
    default: {
      long alive = look();
      answer(since && !until && alive ? "ok" : "lost", alive, 0);
    }
  }
}

static void serve(void) {
  struct feed feed = {{0}, 0};
  struct pollfd polled[2] = {{0, POLLIN, 0}, {target, POLLIN, 0}};
  for (;;) {
    timespec left;
    timespec *wait = since && !until ? time_left(&left, common->deadline) : 0;
    polled[1].fd = until ? -1 : target;
    long ready = sys5(__NR_ppoll, polled, 2, wait, 0, 8);
    if (over() || polled[1].revents) end_all(); /* before it's renewed */
    if (ready <= 0 || !polled[0].revents) continue;
    int taken = take(&feed);
    if (taken < 0) return;
    if (taken) obey(feed.line);
  }
}

/* The container's process and what is to be entered with it, unless the number is another's now. */
static int open_doors(struct doors *doors) {
  static const char *const kinds[] = {"ns/ipc", "ns/uts", "ns/net", "ns/mnt", 0};
  char path[64];
  char text[4096];
  target = (int)sys2(__NR_pidfd_open, asked.pid, 0);
  if (target < 0) return target;
  proc_path(path, path + sizeof path, asked.pid, "cgroup");
  if (read_file(path, text, sizeof text) <= 0 || !find(text, asked.container)) return -ESRCH;
  int n = 0;
  for (; kinds[n]; n++) {
    proc_path(path, path + sizeof path, asked.pid, kinds[n]);
    doors->namespaces[n] = open_file(path, O_RDONLY);
    if (doors->namespaces[n] < 0) return doors->namespaces[n];
  }
  doors->namespaces[n] = -1;
  for (n = 0; asked.cgroups[n] && n < 15; n++) {
    doors->cgroups[n] = open_file(asked.cgroups[n], O_WRONLY);
    if (doors->cgroups[n] < 0) return doors->cgroups[n];
  }
  doors->cgroups[n] = -1;
  proc_path(path, path + sizeof path, asked.pid, "ns/pid");
  int pids = open_file(path, O_RDONLY);
  if (pids < 0) return pids;
  /* For its children only: they die with the container's first process. */
  int entered = (int)sys2(__NR_setns, pids, CLONE_NEWPID);
  close_file(pids);
  return has_ended(target) ? -ESRCH : entered;
}

static void close_doors(struct doors *doors) {
  for (int *fd = doors->cgroups; *fd >= 0; fd++) close_file(*fd);
  for (int *fd = doors->namespaces; *fd >= 0; fd++) close_file(*fd);
  close_file(doors->go);
}

static int start_workers(void) {
  struct doors doors;
  int failed = open_doors(&doors);
  if (failed < 0) return failed;
  if (sys2(__NR_pipe2, go, O_CLOEXEC) < 0) return -EMFILE;
  doors.go = go[0];
  for (; count < asked.workers; count++) {
    int handle = -1;
    long pid = sys5(__NR_clone, CLONE_PIDFD | SIGCHLD, 0, &handle, 0, 0);
    if (pid == 0) {
      close_file(go[1]);
      close_file(target);
      for (long n = 0; n < count; n++) close_file(started[n].handle);
      work(&asked, common, &common->workers[count], doors);
    }
    if (pid < 0) return (int)pid;
    started[count].pid = pid;
    started[count].handle = handle;
  }
  close_doors(&doors);
  long patience = now() + ARMING;
  for (long n = 0; n < count;) {
    if (common->workers[n].ready) {
      n++;
    } else if (has_ended(started[n].handle)) {
      return common->workers[n].failure ? (int)common->workers[n].failure : -ESRCH;
    } else if (now() > patience) {
      return -ETIMEDOUT;
    } else {
      sleep_until(now() + NANOS / 5000);
    }
  }
  return drop_privileges();
}

int run(long words, char **word) {
  if (words < 10) return 2;
  asked = (struct asked){word[1], word[2], number(word[3]), number(word[4]), word[5],
                         number(word[6]), number(word[7]), number(word[8]), word[9], word + 10};
  if (asked.workers < 1 || asked.workers > MOST_WORKERS) return 2;
  /* Its children are gone when they have ended, even while it is stopped: else the container, whose
   * pid namespace they are in, couldn't end. struct sigaction of the kernel: SIG_IGN. */
  long ignore[4] = {1, 0, 0, 0};
  (void)sys4(__NR_rt_sigaction, SIGCHLD, ignore, 0, 8);
  (void)sys4(__NR_rt_sigaction, 13 /* SIGPIPE */, ignore, 0, 8);
  (void)sys0(__NR_setsid);
  /* Nobody in the container may look into it, or through it at the host. */
  (void)sys5(__NR_prctl, 4 /* PR_SET_DUMPABLE */, 0, 0, 0, 0);
  (void)sys5(__NR_prctl, 15 /* PR_SET_NAME */, "entropy-stress", 0, 0, 0);
  common = memory(sizeof *common + (size)asked.workers * sizeof(struct worker), 1);
  int failed = common ? start_workers() : -ENOMEM;
  if (failed < 0) {
    end_all();
    answer("failed", 0, failed);
    return 1;
  }
  answer("ok", count, 0);
  serve();
  end_all();
  return 0;
}
