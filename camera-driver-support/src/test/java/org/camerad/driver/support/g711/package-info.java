@NullMarked
package org.camerad.driver.support.g711;

import org.jspecify.annotations.NullMarked;
