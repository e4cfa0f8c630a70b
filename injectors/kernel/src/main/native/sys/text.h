/* The little of strings that is needed here. */
#ifndef ENTROPY_TEXT_H
#define ENTROPY_TEXT_H

#include "sys.h"

static inline size length(const char *s) {
  size n = 0;
  while (s[n]) n++;
  return n;
}

static inline int starts(const char *s, const char *prefix) {
  while (*prefix && *s == *prefix) s++, prefix++;
  return !*prefix;
}

static inline const char *find(const char *in, const char *what) {
  for (; *in; in++) {
    if (starts(in, what)) return in;
  }
  return 0;
}

/* Appends what fits and returns the new end. */
static inline char *put(char *at, const char *end, const char *s) {
  while (*s && at < end - 1) *at++ = *s++;
  *at = 0;
  return at;
}

static inline char *put_number(char *at, const char *end, long value) {
  char digits[24];
  char *d = digits + sizeof digits - 1;
  unsigned long rest = value < 0 ? -(unsigned long)value : (unsigned long)value;
  *d = 0;
  do *--d = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0) *--d = '-';
  return put(at, end, d);
}

static inline long number(const char *s) {
  long value = 0;
  while (*s >= '0' && *s <= '9') value = value * 10 + (*s++ - '0');
  return value;
}

/* Reads a file's beginning as text; its length, or -errno. */
static inline long read_file(const char *path, char *into, size capacity) {
  int fd = open_file(path, O_RDONLY);
  if (fd < 0) return fd;
  long got = sys3(__NR_read, fd, into, capacity - 1);
  close_file(fd);
  into[got > 0 ? got : 0] = 0;
  return got;
}

/* `/proc/PID/` with the rest appended. */
static inline void proc_path(char *into, const char *end, long pid, const char *rest) {
  put(put(put_number(put(into, end, "/proc/"), end, pid), end, "/"), end, rest);
}

#endif
