/**
 * The client of the native bridge: a small process on the board that reaches, through the
 * board's own libraries, what the streamer's interface lacks. Its protocol is described
 * in {@code docs/hardware/hisilicon-bridge.md}.
 */
@NullMarked
package org.camerad.driver.hisilicon.bridge;

import org.jspecify.annotations.NullMarked;
