package org.camerad.driver.hisilicon.fake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A switch that ends all waits when the fake is closed. */
final class PowerSwitch {

	private final CountDownLatch off = new CountDownLatch(1);

	boolean isOn() {
		return this.off.getCount() > 0;
	}

	void turnOff() {
		this.off.countDown();
	}

	/** Waits longer than any client. */
	void hold() {
		await(Duration.ofMinutes(5));
	}

	void await(Duration time) {
		try {
			this.off.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
