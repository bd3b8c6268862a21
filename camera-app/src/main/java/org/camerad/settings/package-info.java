/** The values in effect, how they change, and the durable store. */
@NullMarked
package org.camerad.settings;

import org.jspecify.annotations.NullMarked;
