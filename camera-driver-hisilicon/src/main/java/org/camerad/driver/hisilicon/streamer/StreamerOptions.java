package org.camerad.driver.hisilicon.streamer;

import java.util.Optional;

/**
 * The choices of the operator for the parts of the streamer.
 *
 * @param gateway whether the board's services must be used through its web interface
 * @param rebootPath the path of the web interface that reboots the board; empty without
 * reboots
 * @param night whether the streamer is kept in its night mode; empty if it follows the
 * light
 */
public record StreamerOptions(boolean gateway, Optional<String> rebootPath, Optional<Boolean> night) {
}
