/** Sound through ALSA's own programs, when a card is configured. */
@NullMarked
package org.camerad.driver.pi.audio;

import org.jspecify.annotations.NullMarked;
