/* System calls of Linux without a C library, so that what is built with them runs wherever the
 * kernel does: beside glibc, beside musl, in an image with nothing in it. x86-64 and aarch64.
 * Failures come back as -errno. */
#ifndef ENTROPY_SYS_H
#define ENTROPY_SYS_H

#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/time_types.h>

typedef unsigned long size;
typedef struct __kernel_timespec timespec;

#define AT_CWD (-100)
#define NANOS 1000000000L

static inline long sys6(long n, long a, long b, long c, long d, long e, long f) {
#if defined(__x86_64__)
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = n;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc #0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
#else
#error "only x86-64 and aarch64"
#endif
}

#define sys0(n) sys6(n, 0, 0, 0, 0, 0, 0)
#define sys1(n, a) sys6(n, (long)(a), 0, 0, 0, 0, 0)
#define sys2(n, a, b) sys6(n, (long)(a), (long)(b), 0, 0, 0, 0)
#define sys3(n, a, b, c) sys6(n, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define sys4(n, a, b, c, d) sys6(n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define sys5(n, a, b, c, d, e) sys6(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)

static inline int open_file(const char *path, int flags) {
  return (int)sys4(__NR_openat, AT_CWD, path, flags | O_CLOEXEC, 0);
}

static inline void close_file(int fd) { (void)sys1(__NR_close, fd); }

/* CLOCK_MONOTONIC in nanoseconds: what System.nanoTime() of HotSpot reads as well. */
static inline long now(void) {
  timespec t;
  (void)sys2(__NR_clock_gettime, 1, &t);
  return t.tv_sec * NANOS + t.tv_nsec;
}

static inline void sleep_until(long when) {
  timespec t = {when / NANOS, when % NANOS};
  while (sys4(__NR_clock_nanosleep, 1, 1 /* TIMER_ABSTIME */, &t, 0) == -EINTR) {
  }
}

#endif
