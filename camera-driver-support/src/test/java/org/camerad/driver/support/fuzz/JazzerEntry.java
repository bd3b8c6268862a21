package org.camerad.driver.support.fuzz;

import java.lang.reflect.Constructor;

/**
 * The class that Jazzer calls. Its one argument is the class of a {@link FuzzTarget}.
 */
public final class JazzerEntry {

	private static FuzzTarget target = (input) -> {
		throw new IllegalStateException("Jazzer did not initialize the target");
	};

	private JazzerEntry() {
	}

	/** Creates the target. */
	public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
		Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
		constructor.setAccessible(true);
		target = (FuzzTarget) constructor.newInstance();
	}

	/** Runs the target on one input. */
	public static void fuzzerTestOneInput(byte[] input) throws Exception {
		target.run(input);
	}

	/** Closes the target. */
	public static void fuzzerTearDown() throws Exception {
		target.close();
	}

}
