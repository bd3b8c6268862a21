/** The driver for a HiSilicon board, or a streamer on one. */
@NullMarked
package org.camerad.driver.hisilicon;

import org.jspecify.annotations.NullMarked;
