/**
 * The client of the board's streamer (Majestic): its schema, its settings and its
 * pictures.
 */
@NullMarked
package org.camerad.driver.hisilicon.streamer;

import org.jspecify.annotations.NullMarked;
