/**
 * Motion detection over luma, for cameras whose hardware has none: the block detector,
 * and the publisher that carries what it sees to subscribers.
 */
@NullMarked
package org.camerad.driver.support.motion;

import org.jspecify.annotations.NullMarked;
