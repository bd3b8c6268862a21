/*
 * The memory layouts of the vendor's structures, one table per generation. Sizes and offsets are those of the SDK's
 * headers in the 32-bit ARM EABI.
 */
#ifndef CAMERAD_LAYOUTS_H
#define CAMERAD_LAYOUTS_H

#include <stddef.h>
#include <stdint.h>

/* The size of an ISP attribute, and the minimum that the library's getter fills. */
struct attribute_size {
	const char *name;
	size_t size;
	size_t min_size;
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
#define MAX_ATTRIBUTE_BYTES 3056

struct layout {
	const char *generation;
	/* The chips: the beginnings of library versions, and the values of the chip id register. */
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
 * The layout for a library, by its version and chip id; NULL if neither is known, or if they belong to different
 * generations.
 */
const struct layout *layout_for(const char *version, uint32_t chip_id);

#endif
