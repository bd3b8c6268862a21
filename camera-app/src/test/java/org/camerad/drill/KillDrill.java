package org.camerad.drill;

import java.util.Random;

/** Kills the service at a random time while a client changes settings and passwords. */
final class KillDrill implements Drill {

	private final Random random = new Random(15);

	/**
	 * The values of one kind: the last one that was acknowledged and the one under way.
	 */
	private static final class Values {

		private String acknowledged;

		private String sent;

		Values(String initial) {
			this.acknowledged = initial;
			this.sent = initial;
		}

		boolean allows(String value) {
			return value.equals(this.acknowledged) || value.equals(this.sent);
		}

		void settle(String value) {
			this.acknowledged = value;
			this.sent = value;
		}

		/** Sends the next value. */
		boolean send(ServiceProcess service, String target, String value) {
			this.sent = value;
			boolean done = service.get(target + value).isOk();
			this.acknowledged = done ? value : this.acknowledged;
			return done;
		}

		@Override
		public String toString() {
			return this.acknowledged + " or " + this.sent;
		}

	}

	@Override
	public void run(Site site, Tally tally) throws Exception {
		Launch launch = new Launch(site.jar(), site.folder("kill").resolve("data"));
		Values brightness = new Values("");
		Values passwords = new Values("first-password");
		try (ServiceProcess first = launch.start()) {
			String uid = first.logIn();
			brightness.settle(first.get("/cgi-bin/image?uid=" + uid).attribute("brightness"));
			first.get("/cgi-bin/user_management?action=add&name=guest&newpasswd=first-password&privilege=User"
					+ "&enable=Enable&uid=" + uid);
			kill(first, brightness, passwords);
		}
		int tries = site.tries(100, 1);
		for (int i = 1; i <= tries; i++) {
			try (ServiceProcess service = launch.start()) {
				tally.attempt("kill " + i, () -> check(service, brightness, passwords));
				if (i < tries) {
					kill(service, brightness, passwords);
				}
			}
		}
	}

	private void kill(ServiceProcess service, Values brightness, Values passwords) throws InterruptedException {
		String uid = service.logIn();
		Thread client = new Thread(() -> {
			boolean going = true;
			for (int i = 0; going && i < 10_000; i++) {
				going = brightness.send(service, "/cgi-bin/image?uid=" + uid + "&brightness=",
						String.valueOf((Integer.parseInt(brightness.acknowledged) + 1) % 256));
				if (going && i % 8 == 3) {
					going = passwords.send(
							service, "/cgi-bin/user_management?action=edit&name=guest&privilege=User"
									+ "&enable=Enable&uid=" + uid + "&newpasswd=",
							"password-" + this.random.nextInt(1 << 30));
				}
			}
		});
		client.start();
		Thread.sleep(50 + this.random.nextInt(600));
		service.kill();
		client.join();
	}

	private static String check(ServiceProcess service, Values brightness, Values passwords)
			throws InterruptedException {
		String uid = service.logIn();
		if (uid.isEmpty()) {
			return "the administrator cannot log in";
		}
		String found = service.get("/cgi-bin/image?uid=" + uid).attribute("brightness");
		boolean old = !service.logIn("guest", passwords.acknowledged).isEmpty();
		boolean next = old || !service.logIn("guest", passwords.sent).isEmpty();
		String problem = brightness.allows(found) ? "" : "brightness is " + found + " instead of " + brightness;
		brightness.settle(found);
		passwords.settle(old ? passwords.acknowledged : passwords.sent);
		return next ? problem : problem + " guest cannot log in";
	}

}
