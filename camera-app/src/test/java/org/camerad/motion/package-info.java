/** Tests of the contract's words for motion. */
@NullMarked
package org.camerad.motion;

import org.jspecify.annotations.NullMarked;
