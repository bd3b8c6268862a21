/** Asking NTP servers for the time, which drivers share. */
@NullMarked
package org.camerad.driver.support.ntp;

import org.jspecify.annotations.NullMarked;
