/** Files that survive a loss of power, which drivers and the service share. */
@NullMarked
package org.camerad.driver.support.file;

import org.jspecify.annotations.NullMarked;
