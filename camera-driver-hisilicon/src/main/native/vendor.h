/* The board's own libraries: opened by name, checked before use, each call inside the limit of limit.h. */
#ifndef CAMERAD_VENDOR_H
#define CAMERAD_VENDOR_H

#include "layouts.h"
#include "protocol.h"

typedef int32_t (*isp_call)(int32_t pipe, void *attribute);

/* The getter and setter of an ISP attribute; why is empty if they may be used. */
struct attribute_calls {
	isp_call get;
	isp_call set;
	char why[160];
};

struct vendor {
	const struct layout *layout;
	char version[65];
	uint32_t chip_id;
	struct attribute_calls sharpen, saturation, exposure;
};

/* Opens the libraries in a folder, or on the loader's path if it is NULL, and checks them; 0 with a line on stderr. */
int vendor_open(struct vendor *vendor, const char *folder);

/* Checks symbols and sizes again, because an ISP that was not running may run now. */
void vendor_check(struct vendor *vendor);

/*
 * Reads an attribute twice over different patterns. The number of bytes written must fit the layout. Copies the
 * attribute to `attribute` (MAX_ATTRIBUTE_BYTES); returns 0, the library's code, or -1 with `why` set if the size is
 * wrong.
 */
int32_t read_attribute(const struct attribute_size *size, const struct attribute_calls *calls, uint8_t *attribute,
	char *why, size_t why_length);

/* Turns a reply into the error of a library call. */
void put_library_error(struct reply *reply, const char *call, int32_t code);

#endif
