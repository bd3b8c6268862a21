/** Tests of how a camera is hosted. */
@NullMarked
package org.camerad.camera;

import org.jspecify.annotations.NullMarked;
