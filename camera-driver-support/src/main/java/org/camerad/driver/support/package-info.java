/** Mechanisms that camera drivers share, one package for each. */
@NullMarked
package org.camerad.driver.support;

import org.jspecify.annotations.NullMarked;
