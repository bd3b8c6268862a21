/** Tries heads on pseudo-terminals and on programs that keep a record. */
@NullMarked
package org.camerad.driver.hisilicon.ptz;

import org.jspecify.annotations.NullMarked;
