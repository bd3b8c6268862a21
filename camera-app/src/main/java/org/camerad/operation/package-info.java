/** What operators see: health, metrics, logs, and the configuration. */
@NullMarked
package org.camerad.operation;

import org.jspecify.annotations.NullMarked;
