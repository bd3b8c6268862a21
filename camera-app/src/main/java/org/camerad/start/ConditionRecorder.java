package org.camerad.start;

import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Remembers the names of the properties that Spring asks for while the build prepares the
 * context. It stands before all property sources, and has no property itself.
 */
final class ConditionRecorder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			context.getEnvironment().getPropertySources().addFirst(new Recording());
		}
	}

	/** Returns the names that were asked for so far, sorted. */
	static SortedSet<String> names(ConfigurableEnvironment environment) {
		return (environment.getPropertySources().get(Recording.NAME) instanceof Recording recording)
				? recording.getSource() : new TreeSet<>();
	}

	private static final class Recording extends PropertySource<SortedSet<String>> {

		private static final String NAME = "conditionRecorder";

		Recording() {
			super(NAME, new TreeSet<>());
		}

		@Override
		public @Nullable Object getProperty(String name) {
			this.source.add(name);
			return null;
		}

		@Override
		public boolean containsProperty(String name) {
			this.source.add(name);
			return false;
		}

	}

}
