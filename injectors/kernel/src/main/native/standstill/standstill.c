/* A JVMTI agent that makes its JVM stand still: it lengthens the pause of a garbage collection,
 * which it asks for, to the length that was asked, so that it's in the JVM's own log and counters.
 * Nothing but the lease that is in the memory shared with Entropy keeps it going: it ends by itself.
 *
 * Attached with `ID:PATH` it maps the file PATH as the control of session ID; attached with `ID` it
 * makes the pause that this control describes. The library stays loaded, as every agent does, and
 * does nothing when it isn't asked. No C library, so that it's right beside glibc and musl. */
#include <jvmti.h>

#include "../sys/sys.h"

#define SESSIONS 16
#define SLICE 2000000L
#define ID 8

/* Times by CLOCK_MONOTONIC in ns. Entropy writes the first three, and clears the rest before a
 * pause; the order is Control.java's. */
struct control {
  volatile long lease;  /* not beyond */
  volatile long time;   /* for so long from its start, if ends is 0 */
  volatile long ends;   /* until then */
  volatile long since;  /* when the JVM stopped */
  volatile long until;  /* when it went on */
  volatile long closed; /* the session doesn't need it any more */
};

struct session {
  char id[ID];
  struct control *control;
};

static struct session sessions[SESSIONS];
static struct control *volatile asked; /* the pause to come */
static volatile long collecting;       /* since when */
static jvmtiEnv *env;

static void clear(volatile void *at, size bytes) {
  for (size i = 0; i < bytes; i++) ((volatile char *)at)[i] = 0;
}

static int is_id(const char *a, const char *b) {
  for (int i = 0; i < ID; i++) {
    if (a[i] != b[i]) return 0;
  }
  return 1;
}

static long earlier(long a, long b) { return a < b ? a : b; }

/* On the thread that runs the JVM's operation, while all others stand. */
static void stand(long since) {
  struct control *control = asked;
  if (!control) return;
  asked = 0;
  if (now() >= control->lease) return;
  if (!control->ends) control->ends = control->time ? since + control->time : control->lease;
  control->since = since;
  for (;;) {
    long end = earlier(control->ends, control->lease);
    long at = now();
    if (at >= end) break;
    sleep_until(earlier(end, at + SLICE));
  }
  control->until = now();
}

static void JNICALL on_start(jvmtiEnv *unused) {
  (void)unused;
  collecting = now();
}

/* Only now it's known how long the collection itself takes: the rest is ours. */
static void JNICALL on_finish(jvmtiEnv *unused) {
  (void)unused;
  stand(collecting ? collecting : now());
}

/* Called for the first object of the heap, while all threads stand. */
static jint JNICALL on_object(jlong c, jlong s, jlong *tag, jint length, void *data) {
  (void)c, (void)s, (void)tag, (void)length, (void)data;
  stand(now());
  return JVMTI_VISIT_ABORT;
}

static int prepare(JavaVM *vm) {
  if (env) return 0;
  jvmtiEnv *fresh;
  if ((*vm)->GetEnv(vm, (void **)&fresh, JVMTI_VERSION_1_2)) return -1;
  jvmtiCapabilities able;
  clear(&able, sizeof able);
  able.can_generate_garbage_collection_events = 1;
  able.can_tag_objects = 1;
  if ((*fresh)->AddCapabilities(fresh, &able)) return -2;
  jvmtiEventCallbacks calls;
  clear(&calls, sizeof calls);
  calls.GarbageCollectionStart = on_start;
  calls.GarbageCollectionFinish = on_finish;
  if ((*fresh)->SetEventCallbacks(fresh, &calls, sizeof calls)) return -3;
  if ((*fresh)->SetEventNotificationMode(
          fresh, JVMTI_ENABLE, JVMTI_EVENT_GARBAGE_COLLECTION_START, 0) ||
      (*fresh)->SetEventNotificationMode(
          fresh, JVMTI_ENABLE, JVMTI_EVENT_GARBAGE_COLLECTION_FINISH, 0)) {
    return -4;
  }
  env = fresh;
  return 0;
}

static struct session *session_of(const char *id) {
  for (int i = 0; i < SESSIONS; i++) {
    if (sessions[i].control && is_id(sessions[i].id, id)) return &sessions[i];
  }
  return 0;
}

/* One that is free, or whose session has closed or has no lease for longest. */
static struct session *free_session(void) {
  struct session *best = &sessions[0];
  for (int i = 0; i < SESSIONS; i++) {
    if (!sessions[i].control) return &sessions[i];
    if (sessions[i].control->closed) best = &sessions[i];
    if (!best->control->closed && sessions[i].control->lease < best->control->lease) {
      best = &sessions[i];
    }
  }
  (void)sys2(__NR_munmap, best->control, 4096);
  best->control = 0;
  return best;
}

static int open_control(const char *id, const char *path) {
  int fd = open_file(path, O_RDWR | O_NOFOLLOW);
  if (fd < 0) return fd;
  /* PROT_READ|PROT_WRITE, MAP_SHARED */
  long at = sys6(__NR_mmap, 0, 4096, 3, 1, fd, 0);
  close_file(fd);
  if (at < 0 && at > -4096) return (int)at;
  struct session *session = session_of(id);
  if (!session) session = free_session();
  else (void)sys2(__NR_munmap, session->control, 4096);
  for (int i = 0; i < ID; i++) session->id[i] = id[i];
  session->control = (struct control *)at;
  return 0;
}

static int pause_as(struct control *control) {
  collecting = 0;
  asked = control;
  int failed = (*env)->ForceGarbageCollection(env);
  if (!failed && asked) {
    /* No collection stops this JVM, as with Epsilon: a walk over the heap does. */
    jvmtiHeapCallbacks calls;
    clear(&calls, sizeof calls);
    calls.heap_iteration_callback = on_object;
    failed = (*env)->IterateThroughHeap(env, 0, 0, &calls, 0);
  }
  asked = 0;
  return failed;
}

JNIEXPORT jint JNICALL Agent_OnAttach(JavaVM *vm, char *options, void *reserved) {
  (void)reserved;
  for (int i = 0; i < ID; i++) {
    if (!options[i]) return -5;
  }
  int failed = prepare(vm);
  if (failed) return failed;
  if (options[ID] == ':') return open_control(options, options + ID + 1);
  struct session *session = session_of(options);
  return session ? pause_as(session->control) : -6;
}
