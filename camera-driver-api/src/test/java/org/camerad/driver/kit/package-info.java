/**
 * The conformance kit: the rules of the driver SPI as tests that every driver passes. The
 * Javadoc of the SPI names the id of a rule where it states the rule;
 * {@code docs/driver-guide.md} lists all rules.
 */
@NullMarked
package org.camerad.driver.kit;

import org.jspecify.annotations.NullMarked;
