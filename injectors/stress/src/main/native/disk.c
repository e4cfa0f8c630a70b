/* What a worker does to a filesystem: to a file that has no name, so that its space is free again
 * with the end of the process, whatever ends it. */
#include "stress.h"

#include <asm/stat.h>
#include <asm/statfs.h>

#define BLOCK (1L << 20)
#define CHUNK (64L << 20)
#define ALIGNED 4096L
#define OPEN_DIRECTLY O_DIRECT

static int open_in(const char *path, long flags) {
  return (int)sys4(__NR_openat, AT_CWD, path, flags | O_RDWR | O_CLOEXEC, 0600);
}

/* For filesystems without O_TMPFILE. */
static int open_and_unlink(const struct asked *asked, long flags) {
  char name[4200];
  const char *end = name + sizeof name;
  put(put(put(name, end, asked->path), end, "/.entropy-"), end, asked->tag);
  int fd = open_in(name, flags | O_CREAT | O_EXCL);
  if (fd >= 0) (void)sys3(__NR_unlinkat, AT_CWD, name, 0);
  return fd;
}

static int open_with(const struct asked *asked, long flags) {
  int fd = open_in(asked->path, flags | O_TMPFILE);
  return fd == -EOPNOTSUPP || fd == -EISDIR ? open_and_unlink(asked, flags) : fd;
}

int open_nameless(const struct asked *asked) {
  if (starts(asked->mode, "io")) {
    /* Past the page cache, whose writing back is counted as nobody's with cgroups of version 1. */
    int fd = open_with(asked, OPEN_DIRECTLY);
    if (fd != -EINVAL) return fd;
  }
  return open_with(asked, 0);
}

/* What a process without privileges may still use. */
static long available(int file) {
  struct statfs s;
  if (sys2(__NR_fstatfs, file, &s) < 0) return 0;
  return (long)s.f_bavail * (long)s.f_bsize;
}

/* How much is missing until so many millionths are in use, as df(1) counts. */
static long missing(int file, long millionths) {
  struct statfs s;
  if (sys2(__NR_fstatfs, file, &s) < 0) return 0;
  long used = (long)(s.f_blocks - s.f_bfree);
  long all = used + (long)s.f_bavail;
  long wanted = all / 1000000 * millionths + all % 1000000 * millionths / 1000000;
  return wanted > used ? (wanted - used) * (long)s.f_bsize : 0;
}

static long least(long a, long b) { return a < b ? a : b; }

static long allocate(int file, const char *zeros, long at, long bytes) {
  long failed = sys4(__NR_fallocate, file, 0, at, bytes);
  if (failed != -EOPNOTSUPP) return failed < 0 ? failed : bytes;
  return sys4(__NR_pwrite64, file, zeros, least(bytes, BLOCK), at);
}

void fill(const struct asked *asked, struct worker *self, int file) {
  char *zeros = memory(BLOCK, 0);
  self->before = self->after = available(file);
  long wanted = asked->amount ? asked->amount : missing(file, asked->millionths);
  struct stat s;
  for (long at = 0; at < wanted;) {
    /* Looked at anew: others write as well. */
    long room = available(file) - asked->reserve;
    long bytes = least(least(CHUNK, wanted - at), room);
    long done = bytes > 0 ? allocate(file, zeros, at, bytes) : -ENOSPC;
    if (done <= 0) {
      self->failure = done;
      break;
    }
    at += done;
    if (sys2(__NR_fstat, file, &s) == 0) self->bytes = (long)s.st_blocks * 512;
  }
  self->after = available(file);
  for (;;) (void)sys5(__NR_ppoll, 0, 0, 0, 0, 8);
}

void write_rounds(const struct asked *asked, struct worker *self, int file) {
  char *block = memory(BLOCK, 0);
  if (!block) {
    self->failure = -ENOMEM;
    leave();
  }
  for (long n = 0; n < BLOCK; n++) block[n] = (char)(n * 31 >> 3);
  self->before = available(file);
  if (self->before - asked->amount * asked->workers < asked->reserve) {
    self->failure = -ENOSPC;
    leave();
  }
  for (;;) {
    long round = 0;
    while (round < asked->amount) {
      long bytes = least(BLOCK, asked->amount - round);
      long done = sys4(__NR_pwrite64, file, block, (bytes + ALIGNED - 1) / ALIGNED * ALIGNED, round);
      if (done <= 0) {
        self->failure = done;
        leave();
      }
      round += done;
      self->bytes += done;
    }
    (void)sys1(__NR_fdatasync, file);
    self->after = available(file);
  }
}
