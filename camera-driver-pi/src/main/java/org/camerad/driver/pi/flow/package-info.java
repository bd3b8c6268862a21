/** How pictures, access units, sound and events reach their subscribers. */
@NullMarked
package org.camerad.driver.pi.flow;

import org.jspecify.annotations.NullMarked;
