/* SIGSTOP for every process of the container, SIGCONT for those that got it. A process is one of
 * the container's when the path of its cgroup has the container's id in it; it's told from a later
 * one with the same number by its start time. */
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

/* How many processes of the container still ran; -errno. */
static int stop_all(void) {
  struct entry {
    unsigned long inode;
    long offset;
    unsigned short bytes;
    unsigned char type;
    char name[];
  };
  char buffer[16384] __attribute__((aligned(8)));
  int running = 0;
  int proc = open_file("/proc", O_RDONLY | O_DIRECTORY);
  if (proc < 0) return proc;
  for (;;) {
    long got = sys3(__NR_getdents64, proc, buffer, sizeof buffer);
    if (got <= 0) {
      close_file(proc);
      return got < 0 ? (int)got : running;
    }
    for (long at = 0; at < got;) {
      const struct entry *entry = (const struct entry *)(buffer + at);
      at += entry->bytes;
      int is = entry->name[0] >= '1' && entry->name[0] <= '9' ? stop_one(number(entry->name)) : 0;
      if (is < 0) {
        close_file(proc);
        return is;
      }
      running += is;
    }
  }
}

static int open_signals(const char *target, const char *place) {
  (void)place;
  container = target;
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
    int running = stop_all();
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

const struct way signals = {open_signals, stands_signals, stop_signals, resume_signals, 0};
