/* What every program of ours is besides its own: how it begins, and how it's fed. */
#ifndef ENTROPY_PROGRAM_H
#define ENTROPY_PROGRAM_H

#include "text.h"

#include <linux/poll.h>

/* What a program is: its words, its own name first, and a null after the last; its exit code. */
int run(long count, char **words);

/* Memory that is zero; shared with children or not. 0 when there is none. */
void *memory(size bytes, int shared);

/* The lines on its standard input, as far as they have come. */
struct feed {
  char line[64];
  size at;
};

/* Takes a byte that is there: 1 when `line` is one, 0 when not yet, -1 when the input has ended. */
int take(struct feed *feed);

/* What is left until a time by `now()`, at least nothing. */
timespec *time_left(timespec *left, long deadline);

#endif
