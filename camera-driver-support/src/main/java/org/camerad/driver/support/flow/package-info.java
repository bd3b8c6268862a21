/** What every publisher of pictures, media and events needs. */
@NullMarked
package org.camerad.driver.support.flow;

import org.jspecify.annotations.NullMarked;
