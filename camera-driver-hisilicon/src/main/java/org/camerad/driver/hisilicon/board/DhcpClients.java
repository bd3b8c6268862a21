package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * The DHCP clients of one interface. busybox's {@code ifdown} ends a client only if the
 * file of the interface still says {@code dhcp}. A client that stays takes its address
 * back at its next renewal.
 */
final class DhcpClients {

	private static final System.Logger LOGGER = System.getLogger(DhcpClients.class.getName());

	private static final String PROGRAM = "udhcpc";

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(1);

	/** The interface of a client that is not told another one. */
	private static final String DEFAULT_INTERFACE = "eth0";

	private final BoardProcesses processes;

	private final String interfaceName;

	DhcpClients(BoardFiles files, String interfaceName) {
		this.processes = new BoardProcesses(files);
		this.interfaceName = interfaceName;
	}

	/**
	 * Ends the clients and waits until they are gone, because a client that ends removes
	 * the address of its interface.
	 * @throws IOException if the processes cannot be listed
	 */
	void end() throws IOException {
		for (BoardProcesses.BoardProcess process : this.processes.all()) {
			Optional<ProcessHandle> client = process.runs(PROGRAM) && isClient(process.words())
					? ProcessHandle.of(process.pid()) : Optional.empty();
			if (client.isPresent()) {
				LOGGER.log(Level.INFO, "Ending the DHCP client of {0}, process {1}", this.interfaceName, process.pid());
				end(client.get());
			}
		}
	}

	private static void end(ProcessHandle client) throws IOException {
		client.destroy();
		try {
			client.onExit().get(RELEASE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			// Its script may be waiting for a time server. It must not end later.
			client.destroyForcibly();
		}
		catch (ExecutionException ex) {
			throw new IOException("the end of the DHCP client cannot be awaited", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while the DHCP client ends", ex);
		}
	}

	private boolean isClient(List<String> words) {
		return interfaceOf(words).equals(this.interfaceName);
	}

	private static String interfaceOf(List<String> words) {
		return IntStream.range(0, words.size())
			.mapToObj((index) -> option(words, index))
			.flatMap(Optional::stream)
			.findFirst()
			.orElse(DEFAULT_INTERFACE);
	}

	/** Returns the interface if the word at an index is the option that names it. */
	private static Optional<String> option(List<String> words, int index) {
		String word = words.get(index);
		if (word.equals("-i") || word.equals("--interface")) {
			return Optional.of((index + 1 < words.size()) ? words.get(index + 1) : "");
		}
		if (word.startsWith("--interface=")) {
			return Optional.of(word.substring("--interface=".length()));
		}
		return (word.startsWith("-i") && word.length() > 2) ? Optional.of(word.substring(2)) : Optional.empty();
	}

}
