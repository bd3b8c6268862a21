@NullMarked
package org.camerad.driver.support.video;

import org.jspecify.annotations.NullMarked;
