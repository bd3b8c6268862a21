/** The cameras of this process: what each consists of, and what all of them share. */
@NullMarked
package org.camerad.hosting;

import org.jspecify.annotations.NullMarked;
