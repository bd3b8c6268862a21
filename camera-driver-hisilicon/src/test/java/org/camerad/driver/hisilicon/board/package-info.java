/** Tries the board's services on a fake root with programs that keep a record. */
@NullMarked
package org.camerad.driver.hisilicon.board;

import org.jspecify.annotations.NullMarked;
