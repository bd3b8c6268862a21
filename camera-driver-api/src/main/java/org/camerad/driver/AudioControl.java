package org.camerad.driver;

import java.util.List;

/** The audio encoder, microphone and loudspeaker. */
public interface AudioControl extends Control<Audio> {

	/**
	 * What the encoder offers, at least one mode, grouped by codec. Constant while the
	 * camera is open.
	 */
	List<AudioMode> modes();

}
