/*
 * Preloaded into a Java process: ends it by SIGKILL at the step of the number $KILL_AT, a step being a file below
 * $KILL_UNDER that is created, synced, renamed or removed. Programs that it starts are left alone.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long steps;
static long kill_at;
static char under[4096];

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("KILL_AT");
	const char *path = getenv("KILL_UNDER");

	kill_at = at == NULL ? 0 : atol(at);
	snprintf(under, sizeof(under), "%s", path == NULL ? "/nowhere" : path);
	unsetenv("LD_PRELOAD");
}

static void step(const char *path)
{
	if (strncmp(path, under, strlen(under)) == 0 && __sync_add_and_fetch(&steps, 1) == kill_at) {
		kill(getpid(), SIGKILL);
		pause();
	}
}

static void step_of(int fd)
{
	char name[64];
	char path[4096];
	ssize_t length;

	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	length = readlink(name, path, sizeof(path) - 1);
	if (length > 0) {
		path[length] = '\0';
		step(path);
	}
}

int rename(const char *from, const char *to)
{
	int (*real)(const char *, const char *) = (int (*)(const char *, const char *)) dlsym(RTLD_NEXT, "rename");

	step(to);
	return real(from, to);
}

int unlink(const char *path)
{
	int (*real)(const char *) = (int (*)(const char *)) dlsym(RTLD_NEXT, "unlink");

	step(path);
	return real(path);
}

int fsync(int fd)
{
	int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, "fsync");

	step_of(fd);
	return real(fd);
}

int fdatasync(int fd)
{
	int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, "fdatasync");

	step_of(fd);
	return real(fd);
}

int open64(const char *path, int flags, ...)
{
	int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...)) dlsym(RTLD_NEXT, "open64");
	va_list arguments;
	mode_t mode;

	va_start(arguments, flags);
	mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	if ((flags & O_CREAT) != 0) {
		step(path);
	}
	return real(path, flags, mode);
}
