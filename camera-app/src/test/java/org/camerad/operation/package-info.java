/** The configuration. */
@NullMarked
package org.camerad.operation;

import org.jspecify.annotations.NullMarked;
