package org.camerad.driver;

import java.util.concurrent.Flow;

/** The motion detector. */
public interface MotionControl extends Control<Motion> {

	/**
	 * What the detector sees. The present state comes first to every new subscriber, so
	 * that a lost end of motion mends itself. Nothing comes while detection is off, but
	 * for the end of a motion that was under way.
	 */
	Flow.Publisher<MotionEvent> events();

}
