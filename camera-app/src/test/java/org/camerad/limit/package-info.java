@NullMarked
package org.camerad.limit;

import org.jspecify.annotations.NullMarked;
