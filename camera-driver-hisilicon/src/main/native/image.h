/* Sharpness, saturation and exposure target: complete attributes that are read, changed and read back. */
#ifndef CAMERAD_IMAGE_H
#define CAMERAD_IMAGE_H

#include "vendor.h"

enum image_attribute {
	IMAGE_SHARPNESS = 1,
	IMAGE_SATURATION = 2,
	IMAGE_EXPOSURE_TARGET = 3
};

/* Replies with automatic (0) or manual (1), and the value. */
void image_get(const struct vendor *vendor, uint16_t attribute, struct reply *reply);

/*
 * Sets a value from 0 to 255. Sharpness and saturation are factors, with 128 as 1, on the sensor's table for the
 * lowest ISO; 128 makes the complete table automatic again. The exposure target is a luminance.
 */
void image_set(const struct vendor *vendor, uint16_t attribute, uint16_t value, struct reply *reply);

#endif
