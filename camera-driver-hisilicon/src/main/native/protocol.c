#include "protocol.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>

static uint32_t get32(const uint8_t *bytes)
{
	return (uint32_t) get16(bytes) << 16 | get16(bytes + 2);
}

/* Receives up to a number of bytes of the frame; 0 if the connection ended. */
static int receive_up_to(int socket, struct frame *frame, size_t wanted)
{
	ssize_t count = recv(socket, frame->bytes + frame->length, wanted - frame->length, MSG_DONTWAIT);

	if (count < 0) {
		return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
	}
	frame->length += (size_t) count;
	return count > 0;
}

enum received receive_request(int socket, struct frame *frame, struct request *request)
{
	uint32_t length;

	if (frame->length < 4 && !receive_up_to(socket, frame, 4)) {
		return RECEIVED_END;
	}
	if (frame->length < 4) {
		return RECEIVED_PART;
	}
	length = get32(frame->bytes);
	if (length == 0 || length > FRAME_MAX) {
		fprintf(stderr, "a frame of %u bytes: hanging up\n", (unsigned) length);
		return RECEIVED_END;
	}
	if (!receive_up_to(socket, frame, 4 + length)) {
		return RECEIVED_END;
	}
	if (frame->length < 4 + length) {
		return RECEIVED_PART;
	}
	*request = (struct request) { .operation = frame->bytes[4], .body = frame->bytes + 5, .length = length - 1 };
	frame->length = 0;
	return RECEIVED_REQUEST;
}

static int send_all(int socket, const uint8_t *bytes, size_t length)
{
	/* A reply is much smaller than the socket's buffer, so only a client that never reads makes this incomplete. */
	return send(socket, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t) length;
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
