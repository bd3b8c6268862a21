/** Reads {@code camera.hisilicon.*}, and says which property is wrong and why. */
@NullMarked
package org.camerad.driver.hisilicon.properties;

import org.jspecify.annotations.NullMarked;
