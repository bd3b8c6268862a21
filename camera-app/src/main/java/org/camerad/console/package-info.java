/** The console: the pages with which people use a camera in a browser. */
@NullMarked
package org.camerad.console;

import org.jspecify.annotations.NullMarked;
