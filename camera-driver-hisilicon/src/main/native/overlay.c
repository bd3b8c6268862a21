#include "overlay.h"

#include "limit.h"

#include <stdio.h>
#include <string.h>

#define MODULE_VENC 8
#define CHANNEL_MAX 15
#define TYPE_OVERLAY 0
#define FORMAT_ARGB1555 8
#define CANVASES 2
#define ALPHA_MAX 128
#define SIDE_MAX 4096
#define CODE_EXISTS 4
#define CODE_MISSING 5
#define STRUCTURE 128
#define CANARY 0xa5

struct overlay {
	int shown;
	uint16_t slot, alpha, channel, x, y, width, height;
};

static struct overlay overlays[SLOTS];

static uint32_t handle_of(const struct overlay *overlay)
{
	return FIRST_HANDLE + overlay->slot;
}

static void set_word(uint8_t *structure, size_t offset, uint32_t value)
{
	memcpy(structure + offset, &value, sizeof(value));
}

static void fill_channel(uint8_t *channel, const struct overlay *overlay)
{
	memset(channel, 0, STRUCTURE);
	set_word(channel, 0, MODULE_VENC);
	set_word(channel, 8, overlay->channel);
}

static void fill_display(const struct layout *layout, uint8_t *display, const struct overlay *overlay)
{
	memset(display, 0, STRUCTURE);
	set_word(display, layout->display_show, 1);
	set_word(display, layout->display_type, TYPE_OVERLAY);
	set_word(display, layout->display_x, overlay->x);
	set_word(display, layout->display_y, overlay->y);
	set_word(display, layout->display_foreground, overlay->alpha);
	set_word(display, layout->display_layer, overlay->slot % 8);
}

static int32_t detach_and_destroy(const struct region_calls *calls, const struct overlay *overlay)
{
	_Alignas(8) uint8_t channel[STRUCTURE];
	int32_t code;

	fill_channel(channel, overlay);
	/* A region that is not attached, or whose channel has gone, is to be destroyed all the same. */
	LIMITED(code, "RGN_DetachFromChn", calls->detach(handle_of(overlay), channel));
	LIMITED(code, "RGN_Destroy", calls->destroy(handle_of(overlay)));
	return code;
}

static int32_t create(const struct vendor *vendor, const struct overlay *overlay)
{
	const struct layout *layout = vendor->layout;
	_Alignas(8) uint8_t region[STRUCTURE] = { 0 };
	int32_t code;

	set_word(region, 0, TYPE_OVERLAY);
	set_word(region, layout->region_format, FORMAT_ARGB1555);
	set_word(region, layout->region_width, overlay->width);
	set_word(region, layout->region_height, overlay->height);
	set_word(region, layout->region_canvases, CANVASES);
	LIMITED(code, "RGN_Create", vendor->region.create(handle_of(overlay), region));
	if (((uint32_t) code & 0x1fff) == CODE_EXISTS) {
		/* Left over by a bridge that died. */
		detach_and_destroy(&vendor->region, overlay);
		LIMITED(code, "RGN_Create", vendor->region.create(handle_of(overlay), region));
	}
	return code;
}

static int32_t set_bitmap(const struct vendor *vendor, const struct overlay *overlay, const uint16_t *pixels)
{
	const struct layout *layout = vendor->layout;
	_Alignas(8) uint8_t bitmap[STRUCTURE] = { 0 };
	int32_t code;

	set_word(bitmap, 0, FORMAT_ARGB1555);
	set_word(bitmap, layout->bitmap_width, overlay->width);
	set_word(bitmap, layout->bitmap_height, overlay->height);
	memcpy(bitmap + layout->bitmap_data, &pixels, sizeof(pixels));
	LIMITED(code, "RGN_SetBitMap", vendor->region.set_bitmap(handle_of(overlay), bitmap));
	return code;
}

/* What the library says of the region must be what it was told, and no byte more. */
static int reads_back(const struct vendor *vendor, const struct overlay *overlay, const uint8_t *channel,
	const uint8_t *display)
{
	size_t size = vendor->layout->display_size;
	_Alignas(8) uint8_t result[STRUCTURE];
	int32_t code;

	memset(result, CANARY, sizeof(result));
	LIMITED(code, "RGN_GetDisplayAttr", vendor->region.get_display(handle_of(overlay), channel, result));
	for (size_t i = size; i < STRUCTURE; i++) {
		code = result[i] != CANARY ? -1 : code;
	}
	/* Up to the layer: what follows are the encoder's hints, which chips fill in themselves. */
	return code == 0 && memcmp(result, display, vendor->layout->display_layer + 4) == 0;
}

static int attach(const struct vendor *vendor, const struct overlay *overlay, struct reply *reply)
{
	_Alignas(8) uint8_t channel[STRUCTURE];
	_Alignas(8) uint8_t display[STRUCTURE];
	int32_t code;

	fill_channel(channel, overlay);
	fill_display(vendor->layout, display, overlay);
	LIMITED(code, "RGN_AttachToChn", vendor->region.attach(handle_of(overlay), channel, display));
	if (code != 0) {
		library_says(reply, "RGN_AttachToChn", code);
		return 0;
	}
	if (!reads_back(vendor, overlay, channel, display)) {
		refuse(reply, "RGN_GetDisplayAttr tells other values than were given: the layout is not this library's");
		return 0;
	}
	return 1;
}

/* Makes the region and its picture; leaves nothing behind when it fails. */
static int build(const struct vendor *vendor, const struct overlay *overlay, const uint16_t *pixels, struct reply *reply)
{
	int32_t code = create(vendor, overlay);

	if (code != 0) {
		library_says(reply, "RGN_Create", code);
		return 0;
	}
	if (attach(vendor, overlay, reply)) {
		code = set_bitmap(vendor, overlay, pixels);
		if (code == 0) {
			return 1;
		}
		library_says(reply, "RGN_SetBitMap", code);
	}
	detach_and_destroy(&vendor->region, overlay);
	return 0;
}

static int parse(const struct request *request, struct overlay *overlay, struct reply *reply)
{
	const uint8_t *body = request->body;

	if (request->length < SHOW_HEAD) {
		refuse(reply, "an overlay of %zu bytes", request->length);
		return 0;
	}
	*overlay = (struct overlay) { .slot = body[0], .alpha = body[1], .channel = get16(body + 2), .x = get16(body + 4),
		.y = get16(body + 6), .width = get16(body + 8), .height = get16(body + 10) };
	if (overlay->slot >= SLOTS || overlay->alpha > ALPHA_MAX || overlay->channel > CHANNEL_MAX
	    || ((overlay->x | overlay->y | overlay->width | overlay->height) & 1) != 0 || overlay->width == 0
	    || overlay->height == 0 || overlay->x + overlay->width > SIDE_MAX || overlay->y + overlay->height > SIDE_MAX) {
		refuse(reply, "not an overlay: slot %u, alpha %u, channel %u, at %u,%u, %ux%u", overlay->slot, overlay->alpha,
		    overlay->channel, overlay->x, overlay->y, overlay->width, overlay->height);
		return 0;
	}
	if (request->length - SHOW_HEAD != (size_t) overlay->width * overlay->height * 2) {
		refuse(reply, "%zu bytes are no picture of %ux%u", request->length - SHOW_HEAD, overlay->width, overlay->height);
		return 0;
	}
	return 1;
}

/* The pixels in this machine's byte order, where they are. */
static const uint16_t *pixels_of(const struct request *request)
{
	size_t count = (request->length - SHOW_HEAD) / 2;
	uint16_t *pixels = (uint16_t *) (void *) (request->body + SHOW_HEAD);

	for (size_t i = 0; i < count; i++) {
		pixels[i] = get16(request->body + SHOW_HEAD + 2 * i);
	}
	return pixels;
}

static int same_place(const struct overlay *a, const struct overlay *b)
{
	return a->shown && a->alpha == b->alpha && a->channel == b->channel && a->x == b->x && a->y == b->y
	    && a->width == b->width && a->height == b->height;
}

void overlay_show(const struct vendor *vendor, const struct request *request, struct reply *reply)
{
	const uint16_t *pixels;
	struct overlay wanted;
	struct overlay *held;

	if (vendor->region.why[0] != '\0') {
		refuse(reply, "overlays: %s", vendor->region.why);
		return;
	}
	if (!parse(request, &wanted, reply)) {
		return;
	}
	held = &overlays[wanted.slot];
	pixels = pixels_of(request);
	if (same_place(held, &wanted) && set_bitmap(vendor, held, pixels) == 0) {
		return;
	}
	if (held->shown) {
		/* Elsewhere, of another size, or taken away by a streamer that started again. */
		detach_and_destroy(&vendor->region, held);
		held->shown = 0;
	}
	wanted.shown = build(vendor, &wanted, pixels, reply);
	*held = wanted;
}

void overlay_hide(const struct vendor *vendor, const struct request *request, struct reply *reply)
{
	int32_t code;

	if (request->length != 1 || request->body[0] >= SLOTS) {
		refuse(reply, "no such overlay");
		return;
	}
	if (!overlays[request->body[0]].shown) {
		return;
	}
	code = detach_and_destroy(&vendor->region, &overlays[request->body[0]]);
	if (code != 0 && ((uint32_t) code & 0x1fff) != CODE_MISSING) {
		library_says(reply, "RGN_Destroy", code);
		return;
	}
	overlays[request->body[0]].shown = 0;
}

void overlay_hide_all(const struct vendor *vendor)
{
	for (size_t i = 0; i < SLOTS; i++) {
		int32_t code = overlays[i].shown ? detach_and_destroy(&vendor->region, &overlays[i]) : 0;
		if (code != 0) {
			fprintf(stderr, "overlay %zu stays: RGN_Destroy says 0x%08x\n", i, (unsigned) code);
		}
		overlays[i].shown = 0;
	}
}
