/**
 * The conformance kit: the rules of the driver SPI as tests that every driver passes. A
 * rule's id stands in the SPI's Javadoc where the rule is stated.
 */
@NullMarked
package org.camerad.driver.kit;

import org.jspecify.annotations.NullMarked;
