/**
 * The configuration properties of a driver: declared as data, parsed and checked in one
 * place.
 */
@NullMarked
package org.camerad.driver.support.properties;

import org.jspecify.annotations.NullMarked;
