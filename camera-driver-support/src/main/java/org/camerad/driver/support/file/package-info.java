/** Files that survive a power failure, for drivers and the service. */
@NullMarked
package org.camerad.driver.support.file;

import org.jspecify.annotations.NullMarked;
