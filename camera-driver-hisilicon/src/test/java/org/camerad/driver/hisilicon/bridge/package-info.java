/** Tests of the native bridge on fake libraries of the board. */
@NullMarked
package org.camerad.driver.hisilicon.bridge;

import org.jspecify.annotations.NullMarked;
