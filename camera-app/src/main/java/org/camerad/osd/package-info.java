/** Text in the picture. */
@NullMarked
package org.camerad.osd;

import org.jspecify.annotations.NullMarked;
