/** Tests of heads on pseudo-terminals and on programs that record their calls. */
@NullMarked
package org.camerad.driver.hisilicon.ptz;

import org.jspecify.annotations.NullMarked;
