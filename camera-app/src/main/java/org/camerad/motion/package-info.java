/** Motion detection. */
@NullMarked
package org.camerad.motion;

import org.jspecify.annotations.NullMarked;
