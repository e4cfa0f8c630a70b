/* Makes one container stand still under a lease, and lets it go on when the lease or its feed ends.
 *
 *   watchdog SESSION CONTAINER v1|v2|signals|docker|fifo|http PLACE [CGROUP.PROCS…]
 *
 * With `http` it's a resource of an HTTP server that is made and, in the end, deleted: see resource.c.
 *
 * It's fed by lines on its standard input, times being CLOCK_MONOTONIC in ns:
 *   f TIME   stop the container, or keep it stopped, until then
 *   k TIME   keep it stopped until then, unless it goes on already
 *   t        let it go on
 *   s        say how it is
 * and answers each, and its start, with one line: VERDICT SINCE UNTIL STANDS ERRNO, where VERDICT
 * is ok, lost (its time is over, or others let it go on) or failed; SINCE and UNTIL are when it last
 * stood still and when it went on (0: it stands), STANDS what the kernel says now.
 *
 * It is a session of its own, and in the root cgroup if it may, so neither the end of the agent nor
 * that of the agent's container ends it. Its deputy does its work should it die or hang. */
#include "watchdog.h"

#define SIGTERM_BIT (1UL << 14)
#define GRACE (NANOS / 4)
#define PATIENCE (2 * NANOS)

static struct {
  volatile long deadline;
  volatile int stopping; /* set before the container is stopped, cleared when it goes on */
} *common;

static const struct way *way;
static long since, until;
static int to_deputy[2];

static void answer(const char *verdict, int failure) {
  char line[256];
  const char *end = line + sizeof line;
  if (way->began && common->stopping) since = way->began();
  char *at = put(put(line, end, verdict), end, " ");
  at = put(put_number(at, end, since), end, " ");
  at = put(put_number(at, end, until), end, " ");
  at = put(put_number(at, end, way->stands() == 1), end, " ");
  at = put(put_number(at, end, -failure), end, "\n");
  (void)sys3(__NR_write, 1, line, at - line);
}

/* 0, or why there was nothing to let go on. */
static int resume(void) {
  if (!common->stopping) return 0;
  int stood = way->stands();
  int failed = way->resume();
  until = now();
  common->stopping = 0;
  return stood == 0 ? -ESTALE : failed;
}

static void stop(long deadline) {
  if (deadline <= now()) {
    answer("lost", -ETIMEDOUT);
    return;
  }
  if (!common->stopping) {
    int stands = way->stop_looks ? 0 : way->stands();
    if (stands) {
      answer("failed", stands < 0 ? stands : -EBUSY);
      return;
    }
    common->deadline = deadline;
    common->stopping = 1;
    (void)sys3(__NR_write, to_deputy[1], "", 1); /* it looks at the deadline */
    long patience = now() + PATIENCE;
    int failed = way->stop(deadline < patience ? deadline : patience);
    since = now();
    until = 0;
    if (failed) {
      if (failed == -EBUSY) common->stopping = 0; /* it isn't ours */
      (void)resume();
      answer("failed", failed);
      return;
    }
  }
  common->deadline = deadline;
  answer("ok", 0);
}

static void keep(long deadline) {
  int stands = common->stopping ? way->stands() : 0;
  if (stands != 1) {
    (void)resume();
    answer("lost", stands);
    return;
  }
  common->deadline = deadline;
  answer("ok", 0);
}

static void obey(const char *line) {
  switch (line[0]) {
    case 'f': stop(number(line + 2)); break;
    case 'k': keep(number(line + 2)); break;
    case 't': {
      int failed = resume();
      answer(failed ? "lost" : "ok", failed);
      break;
    }
    default: answer(common->stopping ? "ok" : "lost", 0);
  }
}

/* Until the feed ends or somebody asks it to (SIGTERM, for which `signals` is). */
static void serve(int signals_fd) {
  struct feed feed = {{0}, 0};
  struct pollfd polled[2] = {{0, POLLIN, 0}, {signals_fd, POLLIN, 0}};
  for (;;) {
    timespec left;
    if (common->stopping && now() >= common->deadline) (void)resume();
    timespec *wait = common->stopping ? time_left(&left, common->deadline) : 0;
    long ready = sys5(__NR_ppoll, polled, 2, wait, 0, 8);
    if (common->stopping && now() >= common->deadline) (void)resume(); /* before it's renewed */
    if (ready <= 0) continue;
    if (polled[1].revents) return;
    int taken = take(&feed);
    if (taken < 0) return;
    if (taken) obey(feed.line);
  }
}

/* Waits for the watchdog's end, and does in its place what it didn't; one that hangs is ended. */
static void stand_in(int watched) {
  long watchdog = sys0(__NR_getppid);
  struct pollfd polled = {watched, POLLIN, 0};
  for (;;) {
    timespec left;
    timespec *wait = common->stopping ? time_left(&left, common->deadline + GRACE) : 0;
    long ready = sys5(__NR_ppoll, &polled, 1, wait, 0, 8);
    char c;
    if (ready > 0 && sys3(__NR_read, watched, &c, 1) != 1) break;
    if (ready == 0 && common->stopping && now() >= common->deadline + GRACE) {
      (void)resume();
      if (watchdog > 1) (void)sys2(__NR_kill, watchdog, 9);
    }
  }
  (void)resume();
}

/* Out of the agent's session, container and share of the machine. */
static void part(char **cgroups) {
  (void)sys0(__NR_setsid);
  int init = open_file("/proc/1/ns/cgroup", O_RDONLY);
  if (init >= 0) {
    (void)sys2(__NR_setns, init, 0x02000000 /* CLONE_NEWCGROUP */);
    close_file(init);
  }
  for (; *cgroups; cgroups++) {
    int procs = open_file(*cgroups, O_WRONLY);
    if (procs < 0) continue;
    (void)sys3(__NR_write, procs, "0", 1);
    close_file(procs);
  }
  int score = open_file("/proc/self/oom_score_adj", O_WRONLY);
  if (score >= 0) {
    (void)sys3(__NR_write, score, "-1000", 5);
    close_file(score);
  }
  /* It sleeps but for microseconds, and mustn't wait for others when a lease is over. */
  int least = 1;
  if (sys3(__NR_sched_setscheduler, 0, 1 /* SCHED_FIFO */, &least) < 0) {
    (void)sys3(__NR_setpriority, 0, 0, -20);
  }
  (void)sys5(__NR_prctl, 29 /* PR_SET_TIMERSLACK */, 1, 0, 0, 0);
  (void)sys5(__NR_prctl, 15 /* PR_SET_NAME */, "entropy-watch", 0, 0, 0);
}

static const struct way *way_named(const char *name) {
  if (starts(name, "v1")) return &freezer_v1;
  if (starts(name, "v2")) return &freezer_v2;
  if (starts(name, "fifo")) return &fifo;
  if (starts(name, "http")) return &resource;
  return starts(name, "signals") ? &signals : &docker;
}

int run(long count, char **words) {
  if (count < 5) return 2;
  way = way_named(words[3]);
  part(words + 5);
  common = memory(sizeof *common, 1);
  int failed = common ? way->open(words[2], words[4]) : -ENOMEM;
  if (failed) {
    char line[64] = "failed 0 0 0 ";
    const char *end = line + sizeof line;
    char *at = put(put_number(line + length(line), end, -failed), end, "\n");
    (void)sys3(__NR_write, 1, line, at - line);
    return 1;
  }
  unsigned long all = ~0UL;
  unsigned long term = SIGTERM_BIT;
  (void)sys4(__NR_rt_sigprocmask, 0, &all, 0, 8);
  int signals_fd = (int)sys4(__NR_signalfd4, -1, &term, 8, O_CLOEXEC);
  if (sys2(__NR_pipe2, to_deputy, O_CLOEXEC) < 0) return 1;
  long deputy = sys5(__NR_clone, 17 /* SIGCHLD */, 0, 0, 0, 0);
  if (deputy == 0) {
    close_file(0);
    close_file(1);
    close_file(to_deputy[1]);
    stand_in(to_deputy[0]);
    return 0;
  }
  close_file(to_deputy[0]);
  answer("ok", 0);
  serve(signals_fd);
  (void)resume();
  /* So that nothing of it is left once it has ended. */
  (void)sys2(__NR_kill, deputy, 9);
  (void)sys4(__NR_wait4, deputy, 0, 0, 0);
  return 0;
}
