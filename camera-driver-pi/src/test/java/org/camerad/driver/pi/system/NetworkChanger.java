package org.camerad.driver.pi.system;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

import org.camerad.driver.pi.standin.BoardStandIn;

/** A program that changes the network, for a test that kills it. */
final class NetworkChanger {

	private NetworkChanger() {
	}

	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[0]);
		PiSystem system = SystemTestSupport.open(BoardStandIn.at(folder), folder, Optional.empty(),
				new LinkedBlockingQueue<>());
		system.network().orElseThrow().apply(SystemTestSupport.with(arguments[1], arguments[2]));
		System.in.read();
	}

}
