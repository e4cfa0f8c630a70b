/* What the keeper and its workers share. */
#ifndef ENTROPY_STRESS_H
#define ENTROPY_STRESS_H

#include "sys/program.h"

/* What was asked for, as the command line says it. */
struct asked {
  const char *tag;
  const char *container;
  long pid;      /* the container's first process */
  long workers;
  const char *mode;
  long amount;   /* mem: bytes of a worker; io: bytes of a round; fill: bytes, 0 for a share */
  long millionths; /* cpu: of a processor; fill: of the filesystem, that are to be in use */
  long reserve;  /* io, fill: bytes that stay available on the filesystem */
  const char *path;
  char **cgroups; /* the cgroup.procs of the container's cgroups, a null at the end */
};

/* What one worker says of itself; one cache line. */
struct worker {
  volatile long ready;
  volatile long failure; /* -errno */
  volatile long cpu;     /* ns that it has run since it was released */
  volatile long bytes;   /* written, or allocated */
  volatile long before;  /* available on the filesystem when it began */
  volatile long after;   /* the same, last seen */
  long unused[2];
};

struct common {
  volatile long deadline;
  struct worker workers[];
};

/* The file descriptors that a worker begins with; all are closed before it does anything. */
struct doors {
  int go;          /* one byte is the release; its end is the keeper's */
  int cgroups[16]; /* -1 at the end */
  int namespaces[8];
};

long cpu_time(long clock);

/* Enters the container, waits for its release, and works until the deadline. */
__attribute__((noreturn)) void work(
    const struct asked *asked, struct common *common, struct worker *self, struct doors doors);

__attribute__((noreturn)) void leave(void);

/* Opens the file that io and fill write, which has no name. */
int open_nameless(const struct asked *asked);
__attribute__((noreturn)) void write_rounds(
    const struct asked *asked, struct worker *self, int file);
__attribute__((noreturn)) void fill(const struct asked *asked, struct worker *self, int file);

int drop_privileges(void);

#endif
