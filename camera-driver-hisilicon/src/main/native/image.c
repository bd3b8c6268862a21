#include "image.h"

#include "limit.h"

#include <string.h>

#define NEUTRAL 128
#define VALUE_MAX 255
#define MODE_AUTOMATIC 0
#define MODE_MANUAL 1

struct target {
	const struct attribute_size *size;
	const struct attribute_calls *calls;
	const char *setter;
};

/* The attribute in progress, aligned as the library requires. */
static _Alignas(8) uint8_t current[MAX_ATTRIBUTE_BYTES];
static _Alignas(8) uint8_t wanted[MAX_ATTRIBUTE_BYTES];
static _Alignas(8) uint8_t result[MAX_ATTRIBUTE_BYTES];

static uint32_t field(const uint8_t *attribute, size_t offset, size_t width)
{
	uint32_t value = 0;

	/* The bytes of the attribute are in the byte order of this machine. */
	if (width == 1) {
		return attribute[offset];
	}
	if (width == 2) {
		uint16_t half;
		memcpy(&half, attribute + offset, sizeof(half));
		return half;
	}
	memcpy(&value, attribute + offset, sizeof(value));
	return value;
}

static void set_field(uint8_t *attribute, size_t offset, size_t width, uint32_t value)
{
	uint8_t byte = (uint8_t) value;
	uint16_t half = (uint16_t) value;

	memcpy(attribute + offset, width == 1 ? (void *) &byte : width == 2 ? (void *) &half : (void *) &value, width);
}

static uint32_t scaled(uint32_t value, uint32_t factor, uint32_t max)
{
	uint32_t product = (value * factor + NEUTRAL / 2) / NEUTRAL;
	return product > max ? max : product;
}

static int find(const struct vendor *vendor, uint16_t attribute, struct target *target)
{
	const struct layout *layout = vendor->layout;

	switch (attribute) {
	case IMAGE_SHARPNESS:
		*target = (struct target) { &layout->sharpen, &vendor->sharpen, "ISP_SetIspSharpenAttr" };
		return 1;
	case IMAGE_SATURATION:
		*target = (struct target) { &layout->saturation, &vendor->saturation, "ISP_SetSaturationAttr" };
		return 1;
	case IMAGE_EXPOSURE_TARGET:
		*target = (struct target) { &layout->exposure, &vendor->exposure, "ISP_SetExposureAttr" };
		return 1;
	default:
		return 0;
	}
}

/* Reads the attribute again; 0 if that failed, with the reason in the reply. */
static int read_into(const struct target *target, uint8_t *attribute, struct reply *reply)
{
	char why[160] = "";
	int32_t code = read_attribute(target->size, target->calls, attribute, why, sizeof(why));

	if (why[0] != '\0') {
		refuse(reply, "%s", why);
	} else if (code != 0) {
		put_library_error(reply, target->size->name, code);
	}
	return code == 0;
}

static int usable(const struct vendor *vendor, uint16_t attribute, struct target *target, struct reply *reply)
{
	if (!find(vendor, attribute, target)) {
		refuse(reply, "no image attribute %u", (unsigned) attribute);
		return 0;
	}
	if (target->calls->why[0] != '\0') {
		refuse(reply, "%s: %s", target->size->name, target->calls->why);
		return 0;
	}
	return read_into(target, current, reply);
}

static void sharpen(const struct layout *layout, uint8_t *attribute, uint32_t value)
{
	set_field(attribute, layout->sharpen_mode, 4, value == NEUTRAL ? MODE_AUTOMATIC : MODE_MANUAL);
	for (size_t i = 0; value != NEUTRAL && i < SHARPEN_FIELDS; i++) {
		const struct sharpen_field *row = &layout->sharpen_fields[i];
		for (size_t j = 0; j < row->count; j++) {
			uint32_t own = field(attribute, row->automatic + j * ISO_STEPS * row->width, row->width);
			set_field(attribute, row->manual + j * row->width, row->width,
			    row->strength ? scaled(own, value, STRENGTH_MAX) : own);
		}
	}
}

static void change(const struct layout *layout, uint16_t attribute, uint8_t *bytes, uint32_t value)
{
	if (attribute == IMAGE_SHARPNESS) {
		sharpen(layout, bytes, value);
	} else if (attribute == IMAGE_SATURATION) {
		uint32_t own = field(bytes, layout->saturation_automatic, 1);
		set_field(bytes, layout->saturation_mode, 4, value == NEUTRAL ? MODE_AUTOMATIC : MODE_MANUAL);
		set_field(bytes, layout->saturation_manual, 1,
		    value == NEUTRAL ? field(bytes, layout->saturation_manual, 1) : scaled(own, value, VALUE_MAX));
	} else {
		set_field(bytes, layout->exposure_target, 1, value);
	}
}

void image_set(const struct vendor *vendor, uint16_t attribute, uint16_t value, struct reply *reply)
{
	struct target target;
	int32_t code;

	if (value > VALUE_MAX) {
		refuse(reply, "a value must be 0-255: %u", (unsigned) value);
		return;
	}
	if (!usable(vendor, attribute, &target, reply)) {
		return;
	}
	memcpy(wanted, current, sizeof(wanted));
	change(vendor->layout, attribute, wanted, value);
	if (memcmp(wanted, current, target.size->min_size) == 0) {
		return;
	}
	LIMITED(code, target.setter, target.calls->set(0, wanted));
	if (code != 0) {
		put_library_error(reply, target.setter, code);
		return;
	}
	if (read_into(&target, result, reply) && memcmp(wanted, result, target.size->min_size) != 0) {
		refuse(reply, "%s took other values than it was given", target.setter);
	}
}

static void put_pair(struct reply *reply, uint32_t mode, uint32_t value)
{
	put32(reply, mode);
	put32(reply, value);
}

/* The factor that was set, as exact as rounding allows. */
static uint32_t factor(uint32_t manual, uint32_t own)
{
	uint32_t value = own == 0 ? NEUTRAL : (manual * NEUTRAL + own / 2) / own;
	return value > VALUE_MAX ? VALUE_MAX : value;
}

void image_get(const struct vendor *vendor, uint16_t attribute, struct reply *reply)
{
	const struct layout *layout = vendor->layout;
	struct target target;

	if (!usable(vendor, attribute, &target, reply)) {
		return;
	}
	if (attribute == IMAGE_EXPOSURE_TARGET) {
		put_pair(reply, field(current, layout->exposure_mode, 4), field(current, layout->exposure_target, 1));
	} else if (attribute == IMAGE_SATURATION) {
		uint32_t mode = field(current, layout->saturation_mode, 4);
		put_pair(reply, mode, mode == MODE_AUTOMATIC ? NEUTRAL
		    : factor(field(current, layout->saturation_manual, 1), field(current, layout->saturation_automatic, 1)));
	} else {
		const struct sharpen_field *row = &layout->sharpen_fields[1];
		uint32_t mode = field(current, layout->sharpen_mode, 4);
		put_pair(reply, mode, mode == MODE_AUTOMATIC ? NEUTRAL
		    : factor(field(current, row->manual, row->width), field(current, row->automatic, row->width)));
	}
}
