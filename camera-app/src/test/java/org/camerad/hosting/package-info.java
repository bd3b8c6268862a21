/** Tests of the hosting of cameras. */
@NullMarked
package org.camerad.hosting;

import org.jspecify.annotations.NullMarked;
