/**
 * The client of the native bridge, a small process on the board that uses the board's own
 * libraries for settings that the streamer's interface lacks. {@code
 * docs/hardware/hisilicon-bridge.md} describes the protocol.
 */
@NullMarked
package org.camerad.driver.hisilicon.bridge;

import org.jspecify.annotations.NullMarked;
