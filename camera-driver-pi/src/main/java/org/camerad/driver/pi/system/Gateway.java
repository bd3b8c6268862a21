package org.camerad.driver.pi.system;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.camerad.driver.CameraException;
import org.camerad.driver.pi.system.Tools.Tool;

/**
 * Whether a gateway is there: it answers an echo request or, as many a firewall does not,
 * at least the kernel's question for its hardware address.
 */
final class Gateway {

	/** ATF_COM of the kernel's if_arp.h: the hardware address is known. */
	private static final int COMPLETE = 0x02;

	private final Tools tools;

	private final Path neighbours;

	Gateway(Tools tools, Path root) {
		this.tools = tools;
		this.neighbours = root.resolve("proc/net/arp");
	}

	/**
	 * Asks it, for about a second.
	 * @throws CameraException UNAVAILABLE when that cannot be told
	 */
	boolean isThere(Inet4Address address, String device) throws CameraException {
		boolean answers = this.tools.ask(Tool.PING, "-c", "1", "-W", "1", "-I", device, address.getHostAddress())
			.isSuccess();
		return answers || isNeighbour(address, device);
	}

	private boolean isNeighbour(Inet4Address address, String device) throws CameraException {
		try {
			return Files.readString(this.neighbours, StandardCharsets.US_ASCII)
				.lines()
				.skip(1)
				.map((line) -> line.strip().split("\\s+"))
				.anyMatch((columns) -> columns.length == 6 && columns[0].equals(address.getHostAddress())
						&& columns[5].equals(device) && (Integer.decode(columns[2]) & COMPLETE) != 0);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the neighbours cannot be read: " + ex.getMessage(), ex);
		}
	}

}
