/** Synchronization with NTP servers. */
@NullMarked
package org.camerad.driver.support.ntp;

import org.jspecify.annotations.NullMarked;
