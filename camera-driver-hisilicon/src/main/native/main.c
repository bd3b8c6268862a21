/*
 * Sets what the streamer's interface lacks through the board's own libraries. It runs beside the streamer, which owns
 * them, and never starts, stops or configures a pipeline. Clients connect to a Unix socket; see
 * docs/hardware/hisilicon-bridge.md.
 */
#include "clients.h"
#include "image.h"
#include "limit.h"
#include "vendor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define USAGE "usage: camerad-bridge -s SOCKET [-l FOLDER OF THE LIBRARIES] [-t SECONDS A CALL MAY TAKE, 1-60]\n"

static struct vendor vendor;
static volatile sig_atomic_t stopping;
/* Signals that end the process are delivered only while it waits: never inside a library or between calls of a pair. */
static sigset_t idle_signals;

static void end(int signal)
{
	(void) signal;
	stopping = 1;
}

static void put_attribute(struct reply *reply, const struct attribute_size *size, const struct attribute_calls *calls)
{
	put_text(reply, "size.%s=%zu\n", size->name, size->size);
	put_text(reply, "%s.%s=%s\n", calls->why[0] == '\0' ? "offers" : "lacks", size->name,
	    calls->why[0] == '\0' ? "checked by reading" : calls->why);
}

static void hello(struct reply *reply)
{
	const struct layout *layout = vendor.layout;

	vendor_check(&vendor);
	put_text(reply, "protocol=%d\ngeneration=%s\nversion=%s\nchip=0x%08x\n", PROTOCOL_VERSION, layout->generation,
	    vendor.version, (unsigned) vendor.chip_id);
	put_attribute(reply, &layout->sharpen, &vendor.sharpen);
	put_attribute(reply, &layout->saturation, &vendor.saturation);
	put_attribute(reply, &layout->exposure, &vendor.exposure);
}

static void answer(const struct request *request, struct reply *reply)
{
	if (request->operation == OPERATION_HELLO && request->length == 2 && get16(request->body) == PROTOCOL_VERSION) {
		hello(reply);
	} else if (request->operation == OPERATION_HELLO) {
		refuse(reply, "this bridge speaks protocol %d", PROTOCOL_VERSION);
	} else if (request->operation == OPERATION_GET && request->length == 2) {
		image_get(&vendor, get16(request->body), reply);
	} else if (request->operation == OPERATION_SET && request->length == 4) {
		image_set(&vendor, get16(request->body), get16(request->body + 2), reply);
	} else if (request->operation != OPERATION_PING) {
		refuse(reply, "no operation %u with %zu bytes", request->operation, request->length);
	}
}

/*
 * Listens on a temporary name and renames it, so the socket exists only when it accepts connections. Replaces the
 * socket of a bridge that ended.
 */
static int listen_at(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct stat status;
	int length = snprintf(address.sun_path, sizeof(address.sun_path), "%s.new", path);
	int listener;

	if (length < 0 || (size_t) length >= sizeof(address.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (lstat(path, &status) == 0 && !S_ISSOCK(status.st_mode)) {
		errno = EEXIST;
		return -1;
	}
	unlink(address.sun_path);
	umask(0177);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *) &address, sizeof(address)) != 0 || listen(listener, 8) != 0
	    || rename(address.sun_path, path) != 0) {
		return -1;
	}
	return listener;
}

static int set_signals(void)
{
	struct sigaction action = { .sa_handler = end };
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	return sigaction(SIGTERM, &action, NULL) == 0 && sigaction(SIGINT, &action, NULL) == 0
	    && signal(SIGPIPE, SIG_IGN) != SIG_ERR && sigprocmask(SIG_BLOCK, &ends, &idle_signals) == 0;
}

static int run(const char *path)
{
	int listener = listen_at(path);

	if (listener < 0 || !set_signals()) {
		fprintf(stderr, "cannot listen at %s: %s\n", path, strerror(errno));
		return EXIT_FAILURE;
	}
	fprintf(stderr, "library '%s', layouts of %s, listening at %s\n", vendor.version, vendor.layout->generation, path);
	if (!serve_clients(listener, answer, &idle_signals, &stopping)) {
		perror("accept");
		return EXIT_FAILURE;
	}
	unlink(path);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	const char *socket_path = NULL;
	const char *folder = NULL;
	long seconds = 5;
	int option;

	while ((option = getopt(argc, argv, "s:l:t:")) != -1) {
		switch (option) {
		case 's':
			socket_path = optarg;
			break;
		case 'l':
			folder = optarg;
			break;
		case 't':
			seconds = strtol(optarg, NULL, 10);
			break;
		default:
			seconds = 0;
			break;
		}
	}
	if (socket_path == NULL || seconds < 1 || seconds > 60 || optind != argc) {
		fputs(USAGE, stderr);
		return 2;
	}
	return limit_calls((unsigned) seconds) && vendor_open(&vendor, folder) ? run(socket_path) : EXIT_FAILURE;
}
