/** Fuzzing: the form of a target, and its entry for Jazzer. */
@NullMarked
package org.camerad.driver.support.fuzz;

import org.jspecify.annotations.NullMarked;
