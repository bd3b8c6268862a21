/* The clients of the socket. Their requests run one at a time; no client delays another. */
#ifndef CAMERAD_CLIENTS_H
#define CAMERAD_CLIENTS_H

#include "protocol.h"

#include <signal.h>

/* The most clients; a new one replaces the one that has been idle for the longest time. */
#define CLIENTS_MAX 8

/*
 * Serves clients until a signal that the mask allows sets the flag; 0 with errno if the listener fails. A client that
 * leaves a frame incomplete for five seconds, or does not read its replies, is disconnected.
 */
int serve_clients(int listener, void (*answer)(const struct request *, struct reply *), const sigset_t *while_waiting,
    const volatile sig_atomic_t *stopping);

#endif
