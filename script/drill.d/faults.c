/*
 * Faults of the operating system for script/drill, loaded with LD_PRELOAD: errors of calls on files below the folder
 * DRILL_FOLDER, and another wall clock. The file that DRILL_CONTROL names is mapped and says which:
 *   int64 clock offset in seconds, int32 error number (0: none), int32 calls that fail (bits as below), int32 calls that
 *   succeed before, int32 calls that fail then (0: all).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { OPEN_WRITE = 1, WRITE = 2, SYNC = 4, RENAME = 8, READ = 16, UNLINK = 32, MKDIR = 64 };

struct control {
  int64_t offset;
  int32_t error;
  int32_t calls;
  int32_t before;
  int32_t count;
};

static volatile struct control *control;
static const char *folder;

__attribute__((constructor)) static void map_control(void) {
  const char *path = getenv("DRILL_CONTROL");
  folder = getenv("DRILL_FOLDER");
  int descriptor = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (descriptor >= 0) {
    void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    control = mapped == MAP_FAILED ? NULL : mapped;
    close(descriptor);
  }
}

/* Returns whether this call fails, and sets errno. */
static int fails(int call, const char *path, int descriptor) {
  char link[64], name[4096];
  if (!control || !control->error || !(control->calls & call) || !folder) {
    return 0;
  }
  if (!path) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, name, sizeof name - 1);
    name[length > 0 ? length : 0] = 0;
    path = name;
  }
  if (strncmp(path, folder, strlen(folder)) != 0) {
    return 0;
  }
  if (__sync_fetch_and_add(&control->before, -1) > 0) {
    return 0;
  }
  if (control->count && -control->before > control->count) {
    return 0;
  }
  errno = control->error;
  return 1;
}

#define OPEN(name, parameters, arguments)                                                            \
  int name parameters {                                                                              \
    static int(*real)();                                                                             \
    mode_t mode = 0;                                                                                 \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                             \
      va_list list;                                                                                  \
      va_start(list, flags);                                                                         \
      mode = va_arg(list, mode_t);                                                                   \
      va_end(list);                                                                                  \
    }                                                                                                \
    if (!real) {                                                                                     \
      real = (int (*)())dlsym(RTLD_NEXT, #name);                                                     \
    }                                                                                                \
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);                               \
    return fails(writes ? OPEN_WRITE : READ, path, -1) ? -1 : real arguments;                        \
  }

OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPEN(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode))

#define CALL(type, name, call, path, descriptor, parameters, arguments) \
  type name parameters {                                                \
    static type(*real) parameters;                                      \
    if (!real) {                                                        \
      real = (__typeof__(real))dlsym(RTLD_NEXT, #name);                 \
    }                                                                   \
    return fails(call, path, descriptor) ? -1 : real arguments;         \
  }

CALL(ssize_t, write, WRITE, NULL, fd, (int fd, const void *buffer, size_t size), (fd, buffer, size))
CALL(ssize_t, pwrite, WRITE, NULL, fd, (int fd, const void *buffer, size_t size, off_t at), (fd, buffer, size, at))
CALL(ssize_t, pwrite64, WRITE, NULL, fd, (int fd, const void *buffer, size_t size, off64_t at), (fd, buffer, size, at))
CALL(ssize_t, read, READ, NULL, fd, (int fd, void *buffer, size_t size), (fd, buffer, size))
CALL(ssize_t, pread, READ, NULL, fd, (int fd, void *buffer, size_t size, off_t at), (fd, buffer, size, at))
CALL(ssize_t, pread64, READ, NULL, fd, (int fd, void *buffer, size_t size, off64_t at), (fd, buffer, size, at))
CALL(int, fsync, SYNC, NULL, fd, (int fd), (fd))
CALL(int, fdatasync, SYNC, NULL, fd, (int fd), (fd))
CALL(int, ftruncate, WRITE, NULL, fd, (int fd, off_t size), (fd, size))
CALL(int, ftruncate64, WRITE, NULL, fd, (int fd, off64_t size), (fd, size))
CALL(int, rename, RENAME, from, -1, (const char *from, const char *to), (from, to))
CALL(int, unlink, UNLINK, path, -1, (const char *path), (path))
CALL(int, rmdir, UNLINK, path, -1, (const char *path), (path))
CALL(int, mkdir, MKDIR, path, -1, (const char *path, mode_t mode), (path, mode))

static int64_t offset(void) {
  return control ? control->offset : 0;
}

int clock_gettime(clockid_t id, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) {
    real = (__typeof__(real))dlsym(RTLD_NEXT, "clock_gettime");
  }
  int result = real(id, now);
  if (!result && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
    now->tv_sec += offset();
  }
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  static int (*real)(struct timeval *restrict, void *restrict);
  if (!real) {
    real = (__typeof__(real))dlsym(RTLD_NEXT, "gettimeofday");
  }
  int result = real(now, zone);
  if (!result) {
    now->tv_sec += offset();
  }
  return result;
}

time_t time(time_t *now) {
  struct timespec precise;
  clock_gettime(CLOCK_REALTIME, &precise);
  if (now) {
    *now = precise.tv_sec;
  }
  return precise.tv_sec;
}
