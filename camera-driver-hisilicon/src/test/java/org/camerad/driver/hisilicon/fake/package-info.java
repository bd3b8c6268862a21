/**
 * Stand-ins for the services of a board, strict about the documented behaviour of the
 * real ones.
 */
@NullMarked
package org.camerad.driver.hisilicon.fake;

import org.jspecify.annotations.NullMarked;
