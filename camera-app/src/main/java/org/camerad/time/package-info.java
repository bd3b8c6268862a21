/** The camera's clock. */
@NullMarked
package org.camerad.time;

import org.jspecify.annotations.NullMarked;
