/** Texts about failures. */
@NullMarked
package org.camerad.driver.support.failure;

import org.jspecify.annotations.NullMarked;
