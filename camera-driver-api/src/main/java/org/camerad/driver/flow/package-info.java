/** What every publisher of pictures, media and events needs. */
@NullMarked
package org.camerad.driver.flow;

import org.jspecify.annotations.NullMarked;
