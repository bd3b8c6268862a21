package org.camerad.driver;

import java.util.concurrent.Flow;

/** The motion detector. It accepts every level (D1) and every grid (D2). */
public interface MotionControl extends Control<Motion> {

	/**
	 * Returns the publisher of motion events. A new subscriber first receives the current
	 * state, so that it cannot miss the end of a motion (D3). A slow subscriber receives
	 * the newest state. While detection is disabled, only the current state and the end
	 * of a motion in progress are published (D4). A subscription ends with
	 * {@code onError} when the camera is closed (D5) or reboots. Any thread.
	 */
	Flow.Publisher<MotionEvent> events();

}
