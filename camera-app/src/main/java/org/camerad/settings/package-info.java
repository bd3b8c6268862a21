/** The values in effect, their changes, and the durable store. */
@NullMarked
package org.camerad.settings;

import org.jspecify.annotations.NullMarked;
