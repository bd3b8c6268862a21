/* A libmpi.so that has no hardware: regions with the SDK's rules, and traps where the bridge must never go. */
#include "fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODULE_RGN 3
#define MODULE_VENC 8
#define HANDLES 128
#define CHANNELS 3

/* A library of another drop: its structure is another one. */
#ifndef ATTACH_IOCTL
#define ATTACH_IOCTL 0x40545208u
#endif

struct state {
	int there, attached;
	struct region region;
	struct channel channel;
	struct display display;
};

static struct state regions[HANDLES];

/* The number stands in the code of its caller, as it does in the real library. */
static __attribute__((noinline)) int device(u32 request, u32 handle)
{
	volatile u32 taken = request;

	return taken == request && handle < HANDLES;
}

EXPORT s32 HI_MPI_SYS_GetVersion(struct version *version)
{
	s32 code = called("SYS_GetVersion", 0, NULL, 0);

	snprintf(version->text, sizeof(version->text), "%s",
	    controlled("version", "HI_VERSION=Hi3516EV200_MPP_V1.0.1.2 B030 Release"));
	return code;
}

EXPORT s32 HI_MPI_SYS_GetChipId(u32 *id)
{
	s32 code = called("SYS_GetChipId", 0, NULL, 0);

	*id = (u32) strtoul(controlled("chip", "3516e300"), NULL, 16);
	return code;
}

static int fits(const struct region *region)
{
	return region->type == 0 && region->format == 8 && ((region->width | region->height) & 1) == 0
	    && region->width >= 2 && region->width <= 4096 && region->height >= 2 && region->height <= 4096
	    && region->canvases >= 1 && region->canvases <= 6;
}

EXPORT s32 HI_MPI_RGN_Create(u32 handle, const struct region *region)
{
	s32 code = called("RGN_Create", handle, region, sizeof(*region));

	if (code != 0 || !device(0x40205200u, handle)) {
		return code != 0 ? code : SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	if (regions[handle].there) {
		return SDK_ERROR(MODULE_RGN, EXISTS);
	}
	if (!fits(region)) {
		return SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	regions[handle] = (struct state) { .there = 1, .region = *region };
	return 0;
}

EXPORT s32 HI_MPI_RGN_Destroy(u32 handle)
{
	s32 code = called("RGN_Destroy", handle, NULL, 0);

	if (code != 0 || !device(0x40045201u, handle)) {
		return code != 0 ? code : SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	if (!regions[handle].there) {
		return SDK_ERROR(MODULE_RGN, MISSING);
	}
	if (regions[handle].attached) {
		return SDK_ERROR(MODULE_RGN, BUSY);
	}
	regions[handle].there = 0;
	return 0;
}

static s32 check_channel(const struct channel *channel)
{
	if (channel->module != MODULE_VENC || channel->device != 0) {
		return SDK_ERROR(MODULE_RGN, 1);
	}
	return channel->channel < CHANNELS ? 0 : SDK_ERROR(MODULE_RGN, BAD_CHANNEL);
}

static int shows(const struct state *state, const struct display *display)
{
	return display->show <= 1 && display->type == state->region.type && ((display->x | display->y) & 1) == 0
	    && display->x >= 0 && display->y >= 0 && display->foreground_alpha <= 128 && display->background_alpha <= 128
	    && display->layer <= 7 && display->destination <= 2;
}

EXPORT s32 HI_MPI_RGN_AttachToChn(u32 handle, const struct channel *channel, const struct display *display)
{
	s32 code = called("RGN_AttachToChn", handle, display, sizeof(*display));

	if (code != 0 || !device(ATTACH_IOCTL, handle)) {
		return code != 0 ? code : SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	code = check_channel(channel);
	if (code != 0) {
		return code;
	}
	if (!regions[handle].there) {
		return SDK_ERROR(MODULE_RGN, MISSING);
	}
	if (regions[handle].attached) {
		return SDK_ERROR(MODULE_RGN, NOT_PERMITTED);
	}
	if (!shows(&regions[handle], display)) {
		return SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	regions[handle].attached = 1;
	regions[handle].channel = *channel;
	regions[handle].display = *display;
	return 0;
}

static int is_attached(u32 handle, const struct channel *channel)
{
	return regions[handle].there && regions[handle].attached
	    && memcmp(&regions[handle].channel, channel, sizeof(*channel)) == 0;
}

EXPORT s32 HI_MPI_RGN_DetachFromChn(u32 handle, const struct channel *channel)
{
	s32 code = called("RGN_DetachFromChn", handle, channel, sizeof(*channel));

	if (code != 0 || !device(0x40105209u, handle)) {
		return code != 0 ? code : SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	if (!is_attached(handle, channel)) {
		return SDK_ERROR(MODULE_RGN, MISSING);
	}
	regions[handle].attached = 0;
	return 0;
}

EXPORT s32 HI_MPI_RGN_SetDisplayAttr(u32 handle, const struct channel *channel, const struct display *display)
{
	s32 code = called("RGN_SetDisplayAttr", handle, display, sizeof(*display));

	if (code != 0 || !device(0x40545206u, handle) || !is_attached(handle, channel)) {
		return code != 0 ? code : SDK_ERROR(MODULE_RGN, MISSING);
	}
	regions[handle].display = *display;
	return 0;
}

EXPORT s32 HI_MPI_RGN_GetDisplayAttr(u32 handle, const struct channel *channel, struct display *display)
{
	s32 code = called("RGN_GetDisplayAttr", handle, NULL, 0);

	if (code != 0 || !device(0xc0545207u, handle) || !is_attached(handle, channel)) {
		return code != 0 ? code : SDK_ERROR(MODULE_RGN, MISSING);
	}
	*display = regions[handle].display;
	/* A library whose structure is longer writes behind it. */
	memset(display + 1, 0x11, strtoul(controlled("longer display", "0"), NULL, 10));
	return 0;
}

EXPORT s32 HI_MPI_RGN_SetBitMap(u32 handle, const struct bitmap *bitmap)
{
	size_t length = bitmap == NULL || bitmap->data == NULL ? 0 : (size_t) bitmap->width * bitmap->height * 2;
	s32 code = called("RGN_SetBitMap", handle, length == 0 ? NULL : bitmap->data, length);

	if (code != 0 || !device(0x40185204u, handle)) {
		return code != 0 ? code : SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	if (length == 0) {
		return SDK_ERROR(MODULE_RGN, NULL_POINTER);
	}
	if (!regions[handle].there) {
		return SDK_ERROR(MODULE_RGN, MISSING);
	}
	if (bitmap->format != regions[handle].region.format || bitmap->width != regions[handle].region.width
	    || bitmap->height != regions[handle].region.height) {
		return SDK_ERROR(MODULE_RGN, ILLEGAL);
	}
	return 0;
}

/* Each of these ends or disturbs the streamer's pipeline. */
#define TRAP(name) \
	EXPORT s32 HI_MPI_##name(void) \
	{ \
		called("FORBIDDEN " #name, 0, NULL, 0); \
		abort(); \
	}

TRAP(SYS_Init)
TRAP(SYS_Exit)
TRAP(VB_Init)
TRAP(VB_Exit)
TRAP(VENC_CreateChn)
TRAP(VENC_DestroyChn)
TRAP(VENC_SetChnAttr)
TRAP(VENC_GetStream)
TRAP(VENC_StopRecvFrame)
