package org.camerad.camera;

import java.util.Optional;

import org.camerad.cgi.Domain;
import org.camerad.cgi.Parameter;
import org.camerad.driver.Camera;
import org.camerad.driver.VideoStream;

/** A stream of a camera, in the order in which drivers list them. */
public enum StreamId {

	/** The stream of full size. */
	MAIN,

	/** The small stream. */
	SUB;

	/** The contract's parameter: 0 is the sub stream, 1 the main stream. */
	public static final Parameter<StreamId> PARAMETER = Parameter
		.<StreamId>worded("stream", StreamId::parse, "stream 0 or 1")
		.within(Domain.options(0, 1))
		.setOnly();

	private static Optional<StreamId> parse(String text) {
		return Parameter.number(text).flatMap((number) -> switch (number) {
			case 0 -> Optional.of(SUB);
			case 1 -> Optional.of(MAIN);
			default -> Optional.empty();
		});
	}

	/** Returns the camera's stream. */
	public VideoStream of(Camera camera) {
		return camera.streams().get(ordinal());
	}

}
