/* What the fake libraries share: a journal of every call, and a control file by which a test makes them misbehave. */
#ifndef FAKE_H
#define FAKE_H

#include "mpi_layout.h"

#define EXPORT __attribute__((visibility("default")))

/* An error of the SDK: level 4. */
#define SDK_ERROR(module, code) ((s32) (0xa0008000u | (u32) (module) << 16 | (u32) (code)))
#define ILLEGAL 3

/*
 * Writes the call with its arguments' bytes into the journal ($FAKE_JOURNAL). Then, as the control file ($FAKE_CONTROL)
 * says: "fail NAME CODE" (and "failonce") gives the code back, "hang NAME" never returns, "crash NAME" ends the process.
 */
s32 called(const char *name, u32 number, const void *bytes, size_t length);

/* The text behind a word of the control file, or the given one. */
const char *controlled(const char *word, const char *otherwise);

#endif
