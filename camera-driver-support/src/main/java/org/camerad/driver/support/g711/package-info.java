/** Audio coding with eight bits for each sample (ITU-T G.711). */
@NullMarked
package org.camerad.driver.support.g711;

import org.jspecify.annotations.NullMarked;
