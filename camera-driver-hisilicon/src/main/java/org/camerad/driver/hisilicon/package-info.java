/**
 * The driver for a HiSilicon board, or a streamer on one: its configuration and assembly.
 */
@NullMarked
package org.camerad.driver.hisilicon;

import org.jspecify.annotations.NullMarked;
