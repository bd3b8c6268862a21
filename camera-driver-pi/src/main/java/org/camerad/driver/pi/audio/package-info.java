/** Sound through ALSA's programs, if a card is configured. */
@NullMarked
package org.camerad.driver.pi.audio;

import org.jspecify.annotations.NullMarked;
