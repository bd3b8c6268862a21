package org.camerad.user;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Passwords that are hashed in a moment, for services whose tests are not about the cost
 * of guesses: a start and its log-in would take half a second of a processor.
 */
public final class QuickHashes {

	private QuickHashes() {
	}

	/** Replaces the hash of a service that is being started. */
	public static void install(ConfigurableApplicationContext context) {
		((GenericApplicationContext) context).registerBean("quickHasher", PasswordHasher.class,
				() -> new PasswordHasher(1000), (bean) -> bean.setPrimary(true));
	}

}
