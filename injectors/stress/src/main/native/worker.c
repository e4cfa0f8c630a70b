/* One worker: a process in the container's cgroups and namespaces, so that the kernel counts it as
 * the container's and ends it with it. It ends by its own timer at the deadline, and at once when
 * its keeper dies. */
#include "stress.h"

#define SIGALRM 14
#define SIGKILL 9
#define PERIOD (20 * 1000 * 1000L)
#define MILLION 1000000L
#define OWN_CPU 2 /* CLOCK_PROCESS_CPUTIME_ID */

static struct common *deadline_of;

void leave(void) {
  for (;;) (void)sys1(__NR_exit_group, 0);
}

static void arm_timer(void) {
  long left = deadline_of->deadline - now();
  if (left < 1000) left = 1000;
  long value[4] = {0, 0, left / NANOS, left % NANOS / 1000}; /* struct itimerval */
  (void)sys3(__NR_setitimer, 0 /* ITIMER_REAL */, value, 0);
}

/* The lease may have been renewed meanwhile. */
static void on_alarm(int signal) {
  (void)signal;
  if (now() >= deadline_of->deadline) leave();
  arm_timer();
}

/* struct sigaction of the kernel; x86-64 wants to be told how a handler returns. */
static void handle_alarm(void) {
#if defined(__x86_64__)
  extern void restore(void);
  long action[4] = {(long)on_alarm, 0x14000000 /* SA_RESTORER|SA_RESTART */, (long)restore, 0};
#else
  long action[3] = {(long)on_alarm, 0x10000000 /* SA_RESTART */, 0};
#endif
  (void)sys4(__NR_rt_sigaction, SIGALRM, action, 0, 8);
}

#if defined(__x86_64__)
__asm__(".globl restore\nrestore: mov $15, %eax\nsyscall\n");
#endif

/* The kernel's out-of-memory killer takes it before anything of the container's. */
static void offer_to_oom_killer(void) {
  int score = open_file("/proc/self/oom_score_adj", O_WRONLY);
  if (score < 0) return;
  (void)sys3(__NR_write, score, "1000", 4);
  close_file(score);
}

static int enter(const struct doors *doors) {
  for (const int *procs = doors->cgroups; *procs >= 0; procs++) {
    long written = sys3(__NR_write, *procs, "0", 1);
    close_file(*procs);
    if (written < 0) return (int)written;
  }
  for (const int *ns = doors->namespaces; *ns >= 0; ns++) {
    long entered = sys2(__NR_setns, *ns, 0);
    close_file(*ns);
    if (entered < 0) return (int)entered;
  }
  return 0;
}

long cpu_time(long clock) {
  timespec t;
  if (sys2(__NR_clock_gettime, clock, &t) < 0) return -1;
  return t.tv_sec * NANOS + t.tv_nsec;
}

/* Some µs of nothing. */
static void spin(void) {
  for (volatile unsigned n = 0; n < 5000; n++) {
  }
}

/* A share of each period; what it didn't get in one isn't caught up in the next. */
static __attribute__((noreturn)) void burn(long millionths, struct worker *self) {
  long began = cpu_time(OWN_CPU);
  long share = PERIOD / MILLION * millionths;
  for (long end = now() + PERIOD;; end += PERIOD) {
    long enough = cpu_time(OWN_CPU) + share;
    while (cpu_time(OWN_CPU) < enough && now() < end) spin();
    self->cpu = cpu_time(OWN_CPU) - began;
    long time = now();
    if (time >= deadline_of->deadline) leave();
    if (time < end && millionths < MILLION) sleep_until(end);
    if (time > end + PERIOD) end = time;
  }
}

static __attribute__((noreturn)) void wait_for_the_end(void) {
  for (;;) (void)sys5(__NR_ppoll, 0, 0, 0, 0, 8);
}

static __attribute__((noreturn)) void hold(long bytes, struct worker *self) {
  volatile char *at = memory((size)bytes, 0);
  if (!at) {
    self->failure = -ENOMEM;
    leave();
  }
  for (long page = 0; page < bytes; page += 4096) at[page] = (char)(page >> 12 | 1);
  wait_for_the_end();
}

int drop_privileges(void) {
  unsigned header[2] = {0x20080522 /* _LINUX_CAPABILITY_VERSION_3 */, 0};
  unsigned none[6] = {0};
  (void)sys5(__NR_prctl, 38 /* PR_SET_NO_NEW_PRIVS */, 1, 0, 0, 0);
  return (int)sys2(__NR_capset, header, none);
}

static __attribute__((noreturn)) void fail(struct worker *self, int failure) {
  self->failure = failure;
  leave();
}

void work(
    const struct asked *asked, struct common *common, struct worker *self, struct doors doors) {
  deadline_of = common;
  (void)sys5(__NR_prctl, 1 /* PR_SET_PDEATHSIG */, SIGKILL, 0, 0, 0);
  offer_to_oom_killer();
  close_file(0);
  close_file(1);
  close_file(2);
  int failed = enter(&doors);
  if (failed) fail(self, failed);
  int file = -1;
  int on_disk = starts(asked->mode, "io") || starts(asked->mode, "fill");
  if (on_disk && (file = open_nameless(asked)) < 0) fail(self, file);
  failed = drop_privileges();
  if (failed) fail(self, failed);
  handle_alarm();
  self->ready = 1;
  char released;
  /* A keeper that died before the PDEATHSIG has left an end of file here. */
  if (sys3(__NR_read, doors.go, &released, 1) != 1) leave();
  close_file(doors.go);
  arm_timer();
  if (starts(asked->mode, "cpu")) burn(asked->millionths, self);
  if (starts(asked->mode, "mem")) hold(asked->amount, self);
  if (starts(asked->mode, "io")) write_rounds(asked, self, file);
  fill(asked, self, file);
  wait_for_the_end();
}
