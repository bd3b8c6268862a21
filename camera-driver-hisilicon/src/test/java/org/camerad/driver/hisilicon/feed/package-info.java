/** Tries what feeds have in common. */
@NullMarked
package org.camerad.driver.hisilicon.feed;

import org.jspecify.annotations.NullMarked;
