/** The cameras of this process, with their own and their shared resources. */
@NullMarked
package org.camerad.hosting;

import org.jspecify.annotations.NullMarked;
