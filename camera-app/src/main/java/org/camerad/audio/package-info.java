/** The audio encoder: its settings and capabilities. */
@NullMarked
package org.camerad.audio;

import org.jspecify.annotations.NullMarked;
