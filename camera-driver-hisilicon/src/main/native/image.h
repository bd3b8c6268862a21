/* Sharpness, saturation and the exposure target: read, changed and read back whole. */
#ifndef CAMERAD_IMAGE_H
#define CAMERAD_IMAGE_H

#include "vendor.h"

enum image_attribute {
	IMAGE_SHARPNESS = 1,
	IMAGE_SATURATION = 2,
	IMAGE_EXPOSURE_TARGET = 3
};

/* Answers with automatic (0) or manual (1), and the value. */
void image_get(const struct vendor *vendor, uint16_t attribute, struct reply *reply);

/*
 * Sets a value from 0 to 255. For sharpness and saturation it is a factor, 128 being 1, on the sensor's own table for
 * the lowest ISO; 128 itself gives the whole table back its automatic work. For exposure it is the target luminance.
 */
void image_set(const struct vendor *vendor, uint16_t attribute, uint16_t value, struct reply *reply);

#endif
