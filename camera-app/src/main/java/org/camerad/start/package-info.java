/** The start of the process: the context prepared by the build, and the class archive. */
@NullMarked
package org.camerad.start;

import org.jspecify.annotations.NullMarked;
