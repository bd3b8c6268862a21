#include "clients.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define UNFINISHED_SECONDS 5

struct client {
	struct frame frame;
	/* The time of the last byte. */
	time_t active;
	/* The order of the last bytes of all clients. */
	uint64_t turn;
};

static uint64_t turns;
static struct client clients[CLIENTS_MAX];
/* The descriptors of the clients, in the same order, and last the listener's. */
static struct pollfd descriptors[CLIENTS_MAX + 1];

static time_t seconds(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void disconnect(size_t index)
{
	close(descriptors[index].fd);
	descriptors[index].fd = -1;
}

/* Returns a free place, or that of the client that has been idle for the longest time. */
static size_t place(void)
{
	size_t oldest = 0;

	for (size_t i = 0; i < CLIENTS_MAX; i++) {
		if (descriptors[i].fd < 0) {
			return i;
		}
		if (clients[i].turn < clients[oldest].turn) {
			oldest = i;
		}
	}
	disconnect(oldest);
	return oldest;
}

static int add(int listener)
{
	int client = accept(listener, NULL, NULL);
	size_t index;

	if (client < 0) {
		return errno == EINTR || errno == ECONNABORTED || errno == EAGAIN;
	}
	index = place();
	descriptors[index] = (struct pollfd) { .fd = client, .events = POLLIN };
	clients[index] = (struct client) { .active = seconds(), .turn = ++turns };
	return 1;
}

static void serve(size_t index, void (*answer)(const struct request *, struct reply *))
{
	static struct reply reply;
	struct request request;

	clients[index].active = seconds();
	clients[index].turn = ++turns;
	switch (receive_request(descriptors[index].fd, &clients[index].frame, &request)) {
	case RECEIVED_REQUEST:
		reply.status = STATUS_DONE;
		reply.length = 0;
		answer(&request, &reply);
		if (!send_reply(descriptors[index].fd, &reply)) {
			disconnect(index);
		}
		break;
	case RECEIVED_END:
		disconnect(index);
		break;
	case RECEIVED_PART:
		break;
	}
}

static void disconnect_unfinished(void)
{
	time_t now = seconds();

	for (size_t i = 0; i < CLIENTS_MAX; i++) {
		if (descriptors[i].fd >= 0 && clients[i].frame.length > 0 && now - clients[i].active > UNFINISHED_SECONDS) {
			disconnect(i);
		}
	}
}

int serve_clients(int listener, void (*answer)(const struct request *, struct reply *), const sigset_t *while_waiting,
    const volatile sig_atomic_t *stopping)
{
	const struct timespec second = { .tv_sec = 1 };

	for (size_t i = 0; i < CLIENTS_MAX; i++) {
		descriptors[i].fd = -1;
	}
	descriptors[CLIENTS_MAX] = (struct pollfd) { .fd = listener, .events = POLLIN };
	while (!*stopping) {
		int ready = ppoll(descriptors, CLIENTS_MAX + 1, &second, while_waiting);
		for (size_t i = 0; ready > 0 && i < CLIENTS_MAX; i++) {
			if (descriptors[i].fd >= 0 && descriptors[i].revents != 0) {
				serve(i, answer);
			}
		}
		if (ready > 0 && descriptors[CLIENTS_MAX].revents != 0 && !add(listener)) {
			return 0;
		}
		disconnect_unfinished();
	}
	return 1;
}
