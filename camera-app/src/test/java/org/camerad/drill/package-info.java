/**
 * Drills: failures that the packaged service must survive, run by {@code script/drill}.
 */
@NullMarked
package org.camerad.drill;

import org.jspecify.annotations.NullMarked;
