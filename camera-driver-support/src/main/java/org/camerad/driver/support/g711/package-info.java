/** Audio coding with eight bits a sample (ITU-T G.711). */
@NullMarked
package org.camerad.driver.support.g711;

import org.jspecify.annotations.NullMarked;
