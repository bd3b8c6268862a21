/** IPv4 addresses, and the network settings of the board that the service runs on. */
@NullMarked
package org.camerad.driver.support.network;

import org.jspecify.annotations.NullMarked;
