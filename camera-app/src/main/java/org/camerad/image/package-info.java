/** Brightness, contrast, saturation and sharpness. */
@NullMarked
package org.camerad.image;

import org.jspecify.annotations.NullMarked;
