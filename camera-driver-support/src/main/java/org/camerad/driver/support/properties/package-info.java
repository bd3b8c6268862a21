/** A driver's configuration properties: declared as data, parsed and checked once. */
@NullMarked
package org.camerad.driver.support.properties;

import org.jspecify.annotations.NullMarked;
