/*
 * A time limit for each call into a library. A call that takes longer ends the process, because nothing else can end
 * it.
 */
#ifndef CAMERAD_LIMIT_H
#define CAMERAD_LIMIT_H

/* Sets the limit, once; 0 with a line on stderr. */
int limit_calls(unsigned seconds);

void call_begins(const char *name);
void call_ends(void);

/* Makes a call inside the limit. */
#define LIMITED(result, name, call) \
	do { \
		call_begins(name); \
		(result) = (call); \
		call_ends(); \
	} while (0)

#endif
