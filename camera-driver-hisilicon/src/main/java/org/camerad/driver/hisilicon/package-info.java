/**
 * The driver for HiSilicon boards and for streamers on them: configuration and assembly.
 */
@NullMarked
package org.camerad.driver.hisilicon;

import org.jspecify.annotations.NullMarked;
