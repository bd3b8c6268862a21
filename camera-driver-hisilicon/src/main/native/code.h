/* Reads from a library's own machine code which ioctl number, and so which structure size, it was compiled with. */
#ifndef CAMERAD_CODE_H
#define CAMERAD_CODE_H

#include <stddef.h>
#include <stdint.h>

/* Whether this machine's code can be read here: 32-bit ARM. */
int code_is_readable(void);

/*
 * The first number with this type and number (its lower half) that the ARM function puts into a register, by MOVW/MOVT
 * or from its literal pool, looking no farther than the end of its segment; 0 when there is none, or it is Thumb code.
 */
uint32_t code_ioctl(const void *function, const void *end, uint16_t type_and_number);

#endif
