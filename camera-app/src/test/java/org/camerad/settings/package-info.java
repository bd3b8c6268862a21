/** Tests of the durable store. */
@NullMarked
package org.camerad.settings;

import org.jspecify.annotations.NullMarked;
