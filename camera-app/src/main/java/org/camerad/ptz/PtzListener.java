package org.camerad.ptz;

/** A listener for what clients do with a PTZ head. Its methods return at once. */
public interface PtzListener {

	/** A listener that does nothing. */
	PtzListener NONE = new PtzListener() {

		@Override
		public void onPreset(int number) {
			// Nobody listens.
		}

		@Override
		public void onMove() {
			// Nobody listens.
		}

	};

	/** The head moves to a preset. */
	void onPreset(int number);

	/** The head moves otherwise, or was stopped. */
	void onMove();

}
