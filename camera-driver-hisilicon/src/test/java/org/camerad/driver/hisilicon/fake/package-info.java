/** Stand-ins for what a board has, strict about what is documented of the real ones. */
@NullMarked
package org.camerad.driver.hisilicon.fake;

import org.jspecify.annotations.NullMarked;
