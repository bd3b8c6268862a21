/** Video encoders and what they offer. */
@NullMarked
package org.camerad.video;

import org.jspecify.annotations.NullMarked;
