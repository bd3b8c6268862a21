/** Health, metrics, logs and configuration for operators. */
@NullMarked
package org.camerad.operation;

import org.jspecify.annotations.NullMarked;
