/** Audio encoder and what it offers. */
@NullMarked
package org.camerad.audio;

import org.jspecify.annotations.NullMarked;
