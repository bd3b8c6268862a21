/** What is published to several subscribers by one thread. */
@NullMarked
package org.camerad.driver.hisilicon.feed;

import org.jspecify.annotations.NullMarked;
