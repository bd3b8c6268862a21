/** Tries what lives behind the contract's streams. */
@NullMarked
package org.camerad.live;

import org.jspecify.annotations.NullMarked;
