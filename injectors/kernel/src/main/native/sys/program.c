#include "program.h"

/* Compilers make calls of these two. */
void *memset(void *to, int value, size n) {
  volatile char *c = to;
  while (n--) *c++ = (char)value;
  return to;
}

void *memcpy(void *restrict to, const void *restrict from, size n) {
  volatile char *t = to;
  const char *f = from;
  while (n--) *t++ = *f++;
  return to;
}

void *memory(size bytes, int shared) {
  /* PROT_READ|PROT_WRITE, MAP_ANONYMOUS with MAP_SHARED or MAP_PRIVATE */
  long at = sys6(__NR_mmap, 0, (long)bytes, 3, 0x20 | (shared ? 1 : 2), -1, 0);
  return at < 0 && at > -4096 ? 0 : (void *)at;
}

int take(struct feed *feed) {
  char c;
  if (sys3(__NR_read, 0, &c, 1) != 1) return -1;
  if (c == '\n') {
    feed->line[feed->at] = 0;
    feed->at = 0;
    return 1;
  }
  if (feed->at < sizeof feed->line - 1) feed->line[feed->at++] = c;
  return 0;
}

timespec *time_left(timespec *left, long deadline) {
  long nanos = deadline - now();
  if (nanos < 0) nanos = 0;
  left->tv_sec = nanos / NANOS;
  left->tv_nsec = nanos % NANOS;
  return left;
}

__attribute__((used)) void begin(long *stack) {
  (void)sys1(__NR_exit_group, run(stack[0], (char **)(stack + 1)));
  __builtin_unreachable();
}

#if defined(__x86_64__)
__asm__(".globl _start\n_start: mov %rsp, %rdi\nand $-16, %rsp\ncall begin\n");
#elif defined(__aarch64__)
__asm__(".globl _start\n_start: mov x0, sp\nbl begin\n");
#endif
