/* Frames on the socket: a length of what follows (4 bytes), one byte that says what it is, and a body; big endian. */
#ifndef CAMERAD_PROTOCOL_H
#define CAMERAD_PROTOCOL_H

#include <signal.h>
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
	/* Nothing was changed: out of range, unknown, or this board does not have it. */
	STATUS_REFUSED = 1,
	/* The library said no: the body begins with its code (4 bytes). */
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

/* Waits until there is something to read, or a signal of those that are let in while waiting; 0 for a signal. */
int wait_for(int descriptor, const sigset_t *while_waiting);

/* Reads one request; 0 when the peer has gone, kept a frame unfinished for too long, or sent nonsense. */
int receive_request(int socket, struct request *request);

/* 0 when the peer has gone. */
int send_reply(int socket, const struct reply *reply);

uint16_t get16(const uint8_t *bytes);

void put32(struct reply *reply, uint32_t value);

void put_text(struct reply *reply, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Begins a reply anew, as a refusal with its reason. */
void refuse(struct reply *reply, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
