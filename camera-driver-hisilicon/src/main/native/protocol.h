/* Frames on the socket: the length of what follows (4 bytes), one byte for the type, and a body; big endian. */
#ifndef CAMERAD_PROTOCOL_H
#define CAMERAD_PROTOCOL_H

#include <stddef.h>
#include <stdint.h>

#define PROTOCOL_VERSION 1
#define FRAME_MAX 64

enum operation {
	OPERATION_HELLO = 1,
	OPERATION_PING = 2,
	OPERATION_GET = 3,
	OPERATION_SET = 4
};

enum status {
	STATUS_DONE = 0,
	/* Nothing was changed: out of range, unknown, or not on this board. */
	STATUS_REFUSED = 1,
	/* The library refused: the body begins with its code (4 bytes). */
	STATUS_LIBRARY = 2
};

struct request {
	uint8_t operation;
	const uint8_t *body;
	size_t length;
};

struct reply {
	uint8_t status;
	size_t length;
	uint8_t body[4096];
};

enum received {
	/* A part of a frame, or none of it. */
	RECEIVED_PART,
	RECEIVED_REQUEST,
	/* The peer closed the connection or sent an invalid frame. */
	RECEIVED_END
};

/* What was received of the next frame of one client. Never waits, so no client delays another. */
struct frame {
	size_t length;
	uint8_t bytes[4 + FRAME_MAX];
};

/* Receives what is there of one request. The request points into the frame until the next call. */
enum received receive_request(int socket, struct frame *frame, struct request *request);

/* Sends a reply; 0 if the peer closed the connection, or does not read what it asked for. */
int send_reply(int socket, const struct reply *reply);

uint16_t get16(const uint8_t *bytes);

void put32(struct reply *reply, uint32_t value);

void put_text(struct reply *reply, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Turns a reply into a refusal with its reason. */
void refuse(struct reply *reply, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
