/*
 * What the vendor's structures look like in memory, one table a generation. Sizes and offsets are those of the SDK's
 * headers as 32-bit ARM EABI lays them out.
 */
#ifndef CAMERAD_LAYOUTS_H
#define CAMERAD_LAYOUTS_H

#include <stddef.h>
#include <stdint.h>

/* An ISP attribute's size, and how much of it the library's getter fills at least. */
struct attribute_size {
	const char *name;
	size_t size;
	size_t least;
};

/* A manual field of the sharpening attribute and its automatic table: [count][16 ISO steps]. */
struct sharpen_field {
	size_t manual;
	size_t automatic;
	size_t count;
	size_t width;
	int strength;
};

#define SHARPEN_FIELDS 18
#define ISO_STEPS 16
#define STRENGTH_MAX 4095
#define LARGEST_ATTRIBUTE 3056

struct layout {
	const char *generation;
	/* The chips: as the library's version begins, and as the chip's id register says. */
	const char *const *chips;
	const uint32_t *chip_ids;

	struct attribute_size sharpen;
	size_t sharpen_enable, sharpen_mode;
	const struct sharpen_field *sharpen_fields;

	struct attribute_size saturation;
	size_t saturation_mode, saturation_manual, saturation_automatic;

	struct attribute_size exposure;
	size_t exposure_mode, exposure_target;
};

/*
 * The layout for a library, told by its version and the chip it runs on; NULL when nothing is known of them, or they
 * belong to different generations.
 */
const struct layout *layout_for(const char *version, uint32_t chip_id);

#endif
