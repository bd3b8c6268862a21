package org.camerad.driver.hisilicon.board;

import java.time.Duration;

/**
 * The settings of network changes.
 *
 * @param interfaceName the camera's interface
 * @param confirm the time in which the gateway must respond after a change
 * @param restartTimeout the time that a change waits for the interfaces to come up before
 * it returns
 */
record NetworkProperties(String interfaceName, Duration confirm, Duration restartTimeout) {
}
