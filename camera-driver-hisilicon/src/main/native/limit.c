#include "limit.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static unsigned limit_seconds;
static volatile const char *running = "";

static void too_late(int signal)
{
	static const char text[] = "a library call takes too long, ending: ";
	const char *name = (const char *) running;

	(void) signal;
	/* The process ends here, even if these writes fail. */
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0 || write(STDERR_FILENO, name, strlen(name)) < 0
	    || write(STDERR_FILENO, "\n", 1) < 0) {
		_exit(76);
	}
	_exit(75);
}

void call_begins(const char *name)
{
	struct itimerval timer = { .it_value = { .tv_sec = limit_seconds } };

	running = name;
	setitimer(ITIMER_REAL, &timer, NULL);
}

void call_ends(void)
{
	struct itimerval never = { 0 };

	setitimer(ITIMER_REAL, &never, NULL);
}

int limit_calls(unsigned seconds)
{
	struct sigaction alarm = { .sa_handler = too_late };

	limit_seconds = seconds;
	if (sigaction(SIGALRM, &alarm, NULL) != 0) {
		perror("sigaction");
		return 0;
	}
	return 1;
}
