package org.camerad.driver.hisilicon.streamer;

import org.camerad.driver.CameraException;

/** Something that takes a level of 0 to 255, wherever it may be. */
@FunctionalInterface
public interface Knob {

	void set(int level) throws CameraException;

}
