/** Pictures, and where they are sent. */
@NullMarked
package org.camerad.snapshot;

import org.jspecify.annotations.NullMarked;
