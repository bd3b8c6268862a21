/** Uploads to real receivers. */
@NullMarked
package org.camerad.snapshot;

import org.jspecify.annotations.NullMarked;
