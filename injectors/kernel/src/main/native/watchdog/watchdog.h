/* How a watchdog makes a target stand still and lets it go on. */
#ifndef ENTROPY_WATCHDOG_H
#define ENTROPY_WATCHDOG_H

#include "../sys/program.h"

/* Negative results are -errno. */
struct way {
  /* Opens what it works on, which stays the same whatever takes its name later. */
  int (*open)(const char *target, const char *place);
  /* Whether the target stands still, whoever made it: 1, 0; -ENODEV when it's gone. */
  int (*stands)(void);
  /* Makes it stand still, and waits for that until the deadline; -EBUSY when others have done so. */
  int (*stop)(long deadline);
  /* Lets go on what `stop` stopped and nothing else, however far it came. */
  int (*resume)(void);
  /* When it came to stand still, where that shows only after `stop`: 0, not yet. Null elsewhere. */
  long (*began)(void);
  /* Whether `stop` sees for itself that the target stands still already, or is gone. */
  int stop_looks;
};

extern const struct way freezer_v1, freezer_v2, signals, docker, fifo, resource;

/* Where a server listens: a sockaddr and its length. */
struct address {
  unsigned short family;
  char rest[126];
  size length;
};

/* Sends a request and waits for the whole answer: the HTTP status, or -errno. */
int exchange(const struct address *to, const char *request, char *answer, size capacity, long until);

#endif
