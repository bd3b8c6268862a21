/* Bitmaps over the picture: regions attached beside the streamer to the channels that it encodes. */
#ifndef CAMERAD_OVERLAY_H
#define CAMERAD_OVERLAY_H

#include "vendor.h"

/* Region handles of our own, the highest of 128: others that draw beside us count from 0. */
#define FIRST_HANDLE 120
#define SLOTS 8

/* slot u8, alpha u8 (0-128), channel, x, y, width, height u16, then ARGB1555 rows, big endian. */
#define SHOW_HEAD 12

void overlay_show(const struct vendor *vendor, const struct request *request, struct reply *reply);

/* slot u8. Hiding what is not shown is done already. */
void overlay_hide(const struct vendor *vendor, const struct request *request, struct reply *reply);

/* Hides all: an overlay lives as long as its client does. */
void overlay_hide_all(const struct vendor *vendor);

#endif
