#include "protocol.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define UNFINISHED_MS 5000

/* The request in progress; one client, one request at a time. */
static uint8_t buffer[FRAME_MAX];

static int ready(int socket, short events)
{
	struct pollfd descriptor = { .fd = socket, .events = events };

	return poll(&descriptor, 1, UNFINISHED_MS) == 1;
}

int wait_for(int descriptor, const sigset_t *while_waiting)
{
	struct pollfd waiting = { .fd = descriptor, .events = POLLIN };

	return ppoll(&waiting, 1, NULL, while_waiting) == 1;
}

static int receive_all(int socket, uint8_t *bytes, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t count;
		if (!ready(socket, POLLIN)) {
			return 0;
		}
		count = recv(socket, bytes + done, length - done, 0);
		if (count <= 0) {
			return 0;
		}
		done += (size_t) count;
	}
	return 1;
}

static uint32_t get32(const uint8_t *bytes)
{
	return (uint32_t) get16(bytes) << 16 | get16(bytes + 2);
}

int receive_request(int socket, struct request *request)
{
	uint8_t head[4];
	uint32_t length;

	if (!receive_all(socket, head, sizeof(head))) {
		return 0;
	}
	length = get32(head);
	if (length == 0 || length > FRAME_MAX) {
		fprintf(stderr, "a frame of %u bytes: hanging up\n", (unsigned) length);
		return 0;
	}
	if (!receive_all(socket, buffer, length)) {
		return 0;
	}
	*request = (struct request) { .operation = buffer[0], .body = buffer + 1, .length = length - 1 };
	return 1;
}

static int send_all(int socket, const uint8_t *bytes, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t count;
		if (!ready(socket, POLLOUT)) {
			return 0;
		}
		count = send(socket, bytes + done, length - done, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (count < 0) {
			return 0;
		}
		done += (size_t) count;
	}
	return 1;
}

int send_reply(int socket, const struct reply *reply)
{
	uint32_t length = (uint32_t) reply->length + 1;
	uint8_t head[5] = { (uint8_t) (length >> 24), (uint8_t) (length >> 16), (uint8_t) (length >> 8), (uint8_t) length,
		reply->status };
	return send_all(socket, head, sizeof(head)) && send_all(socket, reply->body, reply->length);
}

uint16_t get16(const uint8_t *bytes)
{
	return (uint16_t) (bytes[0] << 8 | bytes[1]);
}

void put32(struct reply *reply, uint32_t value)
{
	for (int shift = 24; shift >= 0 && reply->length < sizeof(reply->body); shift -= 8) {
		reply->body[reply->length++] = (uint8_t) (value >> shift);
	}
}

static void put_arguments(struct reply *reply, const char *format, va_list arguments)
{
	size_t room = sizeof(reply->body) - reply->length;
	int count = vsnprintf((char *) reply->body + reply->length, room, format, arguments);

	if (count > 0) {
		reply->length += (size_t) count < room ? (size_t) count : room - 1;
	}
}

void put_text(struct reply *reply, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	put_arguments(reply, format, arguments);
	va_end(arguments);
}

void refuse(struct reply *reply, const char *format, ...)
{
	va_list arguments;

	reply->status = STATUS_REFUSED;
	reply->length = 0;
	va_start(arguments, format);
	put_arguments(reply, format, arguments);
	va_end(arguments);
}
