/** Tests of live streams without the whole service. */
@NullMarked
package org.camerad.live;

import org.jspecify.annotations.NullMarked;
