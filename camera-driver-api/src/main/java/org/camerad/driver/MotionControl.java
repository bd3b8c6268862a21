package org.camerad.driver;

import java.util.concurrent.Flow;

/** The motion detector. It takes every level (D1) and every grid (D2). */
public interface MotionControl extends Control<Motion> {

	/**
	 * What the detector sees. The present state comes first to every new subscriber, so
	 * that a lost end of motion mends itself (D3); one that has not requested gets the
	 * newest state later. Nothing but that comes while detection is off (D4), but for the
	 * end of a motion that was under way. A subscription ends with {@code onError} when
	 * the camera is closed (D5) or reboots.
	 */
	Flow.Publisher<MotionEvent> events();

}
