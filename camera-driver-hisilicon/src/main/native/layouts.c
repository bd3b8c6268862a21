#include "layouts.h"

#include <string.h>

static const char *const V4_CHIPS[] = { "Hi3516EV200", "Hi3516EV300", "Hi3518EV300", "Hi3516DV200", "GK7205V200",
	"GK7205V210", "GK7205V300", "GK7202V300", "GK7605V100", NULL };
static const uint32_t V4_IDS[] = { 0x3516e200, 0x3516e300, 0x3518e300, 0x3516d200, 0x72050200, 0x72050210, 0x72050300,
	0x72020300, 0x76050100, 0 };
static const char *const V4A_CHIPS[] = { "Hi3516CV500", "Hi3516DV300", "Hi3516AV300", NULL };
static const uint32_t V4A_IDS[] = { 0x3516c500, 0x3516d300, 0x3516a300, 0 };

/* The same in both generations. */
static const struct sharpen_field SHARPEN[SHARPEN_FIELDS] = {
	{ 12, 192, 32, 1, 0 }, /* luma weights */
	{ 44, 704, 32, 2, 1 }, /* strength of textures */
	{ 108, 1728, 32, 2, 1 }, /* strength of edges */
	{ 172, 2752, 1, 2, 0 },
	{ 174, 2784, 1, 2, 0 },
	{ 176, 2816, 1, 1, 0 },
	{ 177, 2832, 1, 1, 0 },
	{ 178, 2848, 1, 1, 0 },
	{ 179, 2864, 1, 1, 0 },
	{ 180, 2880, 1, 1, 0 },
	{ 181, 2896, 1, 1, 0 },
	{ 182, 2912, 1, 1, 0 },
	{ 183, 2928, 1, 1, 0 },
	{ 184, 2944, 1, 1, 0 },
	{ 185, 2960, 1, 1, 0 },
	{ 186, 2976, 1, 1, 0 },
	{ 187, 2992, 1, 1, 0 },
	{ 188, 3008, 1, 2, 0 }, /* Not every chip has the weak-detail gain after it, so that stays as it is. */
};

/* Shared by both generations. */
#define SHARED \
	.sharpen_enable = 0, .sharpen_mode = 8, .sharpen_fields = SHARPEN, .saturation = { "saturation", 24, 21 }, \
	.saturation_mode = 0, .saturation_manual = 4, .saturation_automatic = 5, .exposure_mode = 4, .exposure_target = 101

static const struct layout LAYOUTS[] = {
	{ .generation = "v4", .chips = V4_CHIPS, .chip_ids = V4_IDS, .sharpen = { "sharpness", 3056, 3040 },
	    .exposure = { "exposure", 168, 164 }, SHARED },
	{ .generation = "v4a", .chips = V4A_CHIPS, .chip_ids = V4A_IDS, .sharpen = { "sharpness", 3056, 3040 },
	    .exposure = { "exposure", 172, 164 }, SHARED },
};

static int names_chip(const struct layout *layout, const char *version)
{
	for (const char *const *chip = layout->chips; *chip != NULL; chip++) {
		if (strstr(version, *chip) != NULL) {
			return 1;
		}
	}
	return 0;
}

static int has_id(const struct layout *layout, uint32_t chip_id)
{
	for (const uint32_t *id = layout->chip_ids; *id != 0; id++) {
		if (*id == chip_id) {
			return 1;
		}
	}
	return 0;
}

const struct layout *layout_for(const char *version, uint32_t chip_id)
{
	const struct layout *by_name = NULL;
	const struct layout *by_id = NULL;

	for (size_t i = 0; i < sizeof(LAYOUTS) / sizeof(LAYOUTS[0]); i++) {
		by_name = names_chip(&LAYOUTS[i], version) ? &LAYOUTS[i] : by_name;
		by_id = has_id(&LAYOUTS[i], chip_id) ? &LAYOUTS[i] : by_id;
	}
	if (by_name != NULL && by_id != NULL && by_name != by_id) {
		return NULL;
	}
	/* An unknown chip id does not contradict the name, because some chips report odd ids. */
	return by_name != NULL ? by_name : by_id;
}
