/** IPv4 addresses, and the network settings of the host. */
@NullMarked
package org.camerad.driver.support.network;

import org.jspecify.annotations.NullMarked;
