package org.camerad.driver.hisilicon.board;

import java.time.Duration;

/**
 * How the network is cared for.
 *
 * @param interfaceName the camera's interface
 * @param confirm how long the gateway has to answer after a change
 * @param restartTimeout how long a change waits for the interfaces to come up before it
 * returns
 */
record NetworkProperties(String interfaceName, Duration confirm, Duration restartTimeout) {
}
