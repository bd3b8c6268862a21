/* Shared by the fake libraries: a journal of every call, and a control file by which a test makes them misbehave. */
#ifndef FAKE_H
#define FAKE_H

#include "mpi_layout.h"

#define EXPORT __attribute__((visibility("default")))

/* An error of the SDK: level 4. */
#define SDK_ERROR(module, code) ((s32) (0xa0008000u | (u32) (module) << 16 | (u32) (code)))
#define ILLEGAL 3

/*
 * Writes the call with the bytes of its arguments to the journal ($FAKE_JOURNAL). Then follows the control file
 * ($FAKE_CONTROL): "fail NAME CODE" (and "failonce") returns the code, "hang NAME" never returns, "crash NAME" ends
 * the process.
 */
s32 called(const char *name, u32 number, const void *bytes, size_t length);

/* Whether the test has rebuilt the pipeline ("pipeline N" with another N) since the last call; the values are then lost. */
int rebuilt(void);

/* The text after a word of the control file, or the given one. */
const char *controlled(const char *word, const char *otherwise);

#endif
