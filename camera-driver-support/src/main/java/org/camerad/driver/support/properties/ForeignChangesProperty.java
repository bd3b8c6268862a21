package org.camerad.driver.support.properties;

import org.camerad.driver.ForeignChanges;

/**
 * The property {@code foreign-changes} of drivers whose hardware tells its settings; see
 * {@link org.camerad.driver.Camera#foreignChanges()}.
 */
public final class ForeignChangesProperty {

	/** The property. */
	public static final Property<ForeignChanges> PROPERTY = Property.of("foreign-changes",
			PropertyKind.words(ForeignChanges.class), "adopt", "response to changes by others");

	private ForeignChangesProperty() {
	}

}
