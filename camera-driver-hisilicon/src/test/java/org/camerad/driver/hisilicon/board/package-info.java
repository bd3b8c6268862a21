/**
 * Tests of the board's services on a fake root with programs that record their calls.
 */
@NullMarked
package org.camerad.driver.hisilicon.board;

import org.jspecify.annotations.NullMarked;
