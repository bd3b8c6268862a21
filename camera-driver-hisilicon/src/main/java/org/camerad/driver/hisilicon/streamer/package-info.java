/**
 * The client of the board's streamer (Majestic): what it offers, what it is told, and
 * what it gives out.
 */
@NullMarked
package org.camerad.driver.hisilicon.streamer;

import org.jspecify.annotations.NullMarked;
