/** Snapshots and their upload destinations. */
@NullMarked
package org.camerad.snapshot;

import org.jspecify.annotations.NullMarked;
