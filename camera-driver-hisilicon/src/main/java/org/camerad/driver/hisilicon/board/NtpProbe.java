package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;

/**
 * Asks an NTP server whether it is there (RFC 4330). The board's own client sets the
 * clock; it does not tell anybody how it fares.
 */
final class NtpProbe {

	private static final int LENGTH = 48;

	/** No leap warning, version 4, client. */
	private static final byte CLIENT = 0x23;

	private static final int SERVER = 4;

	private static final int SYNCHRONIZED = 15;

	private static final int LIMIT_MILLIS = 3000;

	private NtpProbe() {
	}

	/** Why the server is of no use; empty when it gives the time. */
	static String ask(String host, int port) {
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.setSoTimeout(LIMIT_MILLIS);
			socket.connect(InetAddress.getByName(host), port);
			byte[] question = new byte[LENGTH];
			question[0] = CLIENT;
			socket.send(new DatagramPacket(question, LENGTH));
			DatagramPacket answer = new DatagramPacket(new byte[LENGTH], LENGTH);
			socket.receive(answer);
			return judge(answer);
		}
		catch (SocketTimeoutException ex) {
			return "does not answer";
		}
		catch (IOException | IllegalArgumentException ex) {
			return "cannot be asked: " + ex.getMessage();
		}
	}

	private static String judge(DatagramPacket answer) {
		int stratum = answer.getData()[1];
		if (answer.getLength() < LENGTH || (answer.getData()[0] & 7) != SERVER) {
			return "answers, but not as an NTP server";
		}
		return (stratum < 1 || stratum > SYNCHRONIZED) ? "does not know the time itself" : "";
	}

}
