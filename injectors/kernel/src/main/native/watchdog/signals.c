/* SIGSTOP for every process of the container, SIGCONT for those that got it. A process is one of
 * the container's when the path of its cgroup has the container's id in it; it's told from a later
 * one with the same number by its start time. They're looked for in the container's own cgroup and
 * those below it, or, where that can't be seen, among all processes of the host: that takes a
 * hundred times as long, while the first already stand. */
#include "watchdog.h"

#define SIGSTOP 19
#define SIGCONT 18
#define MOST 8192

struct process {
  long pid;
  long started;
};

/* The deputy has to know as well. */
static struct stopped {
  volatile long count;
  struct process processes[MOST];
} *stopped;

static const char *container;

/* The directory of its cgroup, -1 when it can't be seen. */
static int cgroup = -1;

/* /proc/PID/stat (proc_pid_stat(5)): state is field 3, starttime field 22. */
static char state_of(long pid, long *started) {
  char path[64];
  char text[1024];
  const char *end = path + sizeof path;
  proc_path(path, end, pid, "stat");
  if (read_file(path, text, sizeof text) <= 0) return 0;
  const char *field = text;
  for (const char *c = text; *c; c++) {
    if (*c == ')') field = c; /* the name before it may hold anything */
  }
  if (*field != ')' || !field[1]) return 0;
  char state = field[2];
  int number_of = 3;
  for (field += 2; *field && number_of < 22; field++) {
    if (*field == ' ') number_of++;
  }
  *started = number(field);
  return state;
}

static int is_of_container(long pid) {
  char path[64];
  char text[8192];
  const char *end = path + sizeof path;
  proc_path(path, end, pid, "cgroup");
  return read_file(path, text, sizeof text) > 0 && find(text, container) != 0;
}

static int is_over(char state) { return state == 0 || state == 'Z' || state == 'X'; }

static int is_stopped(char state) { return state == 'T' || state == 't'; }

static int signal(const struct process *process, int number) {
  int fd = (int)sys2(__NR_pidfd_open, process->pid, 0);
  if (fd < 0) return fd;
  long started = 0;
  int result = -ESRCH;
  /* Only now, when the descriptor stands for it whatever becomes of the number. */
  if (state_of(process->pid, &started) && started == process->started) {
    result = (int)sys4(__NR_pidfd_send_signal, fd, number, 0, 0);
  }
  close_file(fd);
  return result;
}

/* Stops a process unless it is stopped: 1 when it did. */
static int stop_one(long pid) {
  struct process process = {pid, 0};
  char state = state_of(pid, &process.started);
  if (is_over(state) || is_stopped(state) || !is_of_container(pid)) return 0;
  for (long i = 0; i < stopped->count; i++) {
    if (stopped->processes[i].pid == pid && stopped->processes[i].started == process.started) {
      return 1; /* it has the signal and will stop */
    }
  }
  if (stopped->count == MOST) return -E2BIG;
  /* Noted first: whoever resumes may do so too much but not too little. */
  stopped->processes[stopped->count] = process;
  stopped->count++;
  int result = signal(&process, SIGSTOP);
  return result == -ESRCH ? 0 : result < 0 ? result : 1;
}

/* Stops those whose numbers stand in a cgroup.procs; how many still ran, or -errno. */
static int stop_listed(int procs) {
  char text[4096];
  int running = 0;
  long pid = 0;
  for (;;) {
    long got = sys3(__NR_read, procs, text, sizeof text);
    if (got <= 0) return running; /* also when the cgroup has just gone */
    for (long i = 0; i < got; i++) {
      if (text[i] != '\n') {
        pid = pid * 10 + (text[i] - '0');
        continue;
      }
      int is = stop_one(pid);
      if (is < 0) return is;
      running += is;
      pid = 0;
    }
  }
}

static int open_in(int directory, const char *name, int flags) {
  return (int)sys4(__NR_openat, directory, name, flags | O_RDONLY | O_CLOEXEC, 0);
}

/* How many processes of the container still ran, of a cgroup and those below it or of all of /proc;
 * -errno. Closes the directory. */
static int stop_all(int directory, int is_cgroup) {
  struct entry {
    unsigned long inode;
    long offset;
    unsigned short bytes;
    unsigned char type;
    char name[];
  };
  char buffer[8192] __attribute__((aligned(8)));
  int running = 0;
  if (directory < 0) return directory;
  if (is_cgroup) {
    int procs = open_in(directory, "cgroup.procs", 0);
    if (procs >= 0) { /* else it has just gone */
      running = stop_listed(procs);
      close_file(procs);
    }
  }
  while (running >= 0) {
    long got = sys3(__NR_getdents64, directory, buffer, sizeof buffer);
    if (got < 0) running = (int)got;
    if (got <= 0) break;
    for (long at = 0; at < got && running >= 0;) {
      const struct entry *entry = (const struct entry *)(buffer + at);
      at += entry->bytes;
      int is = 0;
      if (is_cgroup && entry->type == 4 /* DT_DIR */ && entry->name[0] != '.') {
        int below = open_in(directory, entry->name, O_DIRECTORY);
        if (below >= 0) is = stop_all(below, 1);
      } else if (!is_cgroup && entry->name[0] >= '1' && entry->name[0] <= '9') {
        is = stop_one(number(entry->name));
      }
      running = is < 0 ? is : running + is;
    }
  }
  close_file(directory);
  return running;
}

static int open_signals(const char *target, const char *place) {
  container = target;
  if (*place) cgroup = open_file(place, O_RDONLY | O_DIRECTORY);
  stopped = memory(sizeof *stopped, 1);
  return stopped ? 0 : -ENOMEM;
}

static int stands_signals(void) {
  int alive = 0;
  for (long i = 0; i < stopped->count; i++) {
    long started = 0;
    char state = state_of(stopped->processes[i].pid, &started);
    if (is_over(state) || started != stopped->processes[i].started) continue;
    if (!is_stopped(state)) return 0;
    alive++;
  }
  return alive ? 1 : stopped->count ? -ENODEV : 0;
}

static int stop_signals(long deadline) {
  stopped->count = 0;
  for (;;) {
    int all = cgroup < 0 ? open_file("/proc", O_RDONLY | O_DIRECTORY)
                         : open_in(cgroup, ".", O_DIRECTORY);
    int running = stop_all(all, cgroup >= 0);
    if (running < 0) return running;
    if (!running) return stopped->count ? 0 : -ESRCH;
    if (now() > deadline) return -ETIMEDOUT;
    sleep_until(now() + 50000);
  }
}

static int resume_signals(void) {
  int result = stopped->count ? -ENODEV : 0;
  for (long i = 0; i < stopped->count; i++) {
    int sent = signal(&stopped->processes[i], SIGCONT);
    if (sent == 0) result = 0;
  }
  return result;
}

const struct way signals = {open_signals, stands_signals, stop_signals, resume_signals, 0, 0};
