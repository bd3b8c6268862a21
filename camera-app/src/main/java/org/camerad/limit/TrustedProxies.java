package org.camerad.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.camerad.operation.ConfigurationException;

/**
 * The proxies whose {@code X-Forwarded-For} header is believed
 * ({@code camera.trusted-proxies}). Thread-safe.
 */
public final class TrustedProxies {

	private static final String KEY = "camera.trusted-proxies";

	/** Only such a text is never looked up as a host name. */
	private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

	/** A block of addresses in CIDR notation. */
	private record Block(byte[] network, int bits) {

		boolean contains(byte[] address) {
			if (address.length != this.network.length) {
				return false;
			}
			for (int i = 0; i < this.bits; i++) {
				if (((address[i / 8] ^ this.network[i / 8]) >> (7 - i % 8) & 1) != 0) {
					return false;
				}
			}
			return true;
		}

	}

	private final List<Block> blocks;

	private TrustedProxies(List<Block> blocks) {
		this.blocks = blocks;
	}

	/**
	 * Reads addresses ({@code 192.168.1.2}) and blocks ({@code 10.1.0.0/16},
	 * {@code 2001:db8::/64}).
	 * @throws ConfigurationException for other text, and for a block of all addresses
	 */
	public static TrustedProxies of(List<String> written) {
		return new TrustedProxies(written.stream().map(TrustedProxies::block).toList());
	}

	private static Block block(String written) {
		String[] parts = written.strip().split("/", 2);
		byte[] network = parse(parts[0]).map(InetAddress::getAddress)
			.orElseThrow(() -> new ConfigurationException(KEY,
					"\"" + written + "\" is no address and no block such as 10.1.0.0/16"));
		int max = network.length * 8;
		int bits = (parts.length == 1) ? max : bits(parts[1]);
		if (bits < 1 || bits > max) {
			throw new ConfigurationException(KEY, "\"" + written + "\" needs a prefix length from 1 to " + max);
		}
		return new Block(network, bits);
	}

	private static int bits(String text) {
		return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
	}

	/** Returns whether no proxy is trusted. */
	public boolean isEmpty() {
		return this.blocks.isEmpty();
	}

	/** Returns whether this is the address of a trusted proxy. */
	public boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		return this.blocks.stream().anyMatch((block) -> block.contains(bytes));
	}

	/**
	 * Returns the address of the client behind a chain of trusted proxies: the last one
	 * in the headers that is not a trusted proxy itself. What stands before it may be
	 * invented by the client.
	 * @param peer the address of the socket's other end
	 * @param forwarded the {@code X-Forwarded-For} headers in their order
	 * @return empty if the peer is not trusted or names no address
	 */
	public Optional<String> client(String peer, List<String> forwarded) {
		if (this.blocks.isEmpty() || !parse(peer).map(this::contains).orElse(false)) {
			return Optional.empty();
		}
		List<String> hops = new ArrayList<>(List.of(String.join(",", forwarded).split(",")));
		Collections.reverse(hops);
		Optional<InetAddress> client = Optional.empty();
		for (String hop : hops) {
			Optional<InetAddress> address = parse(withoutPort(hop.strip()));
			if (address.isEmpty()) {
				break;
			}
			client = address;
			if (!contains(address.get())) {
				break;
			}
		}
		return client.map(InetAddress::getHostAddress);
	}

	private static Optional<InetAddress> parse(String text) {
		try {
			return LITERAL.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	/** Removes the port that some proxies add, and the brackets around IPv6. */
	private static String withoutPort(String hop) {
		if (hop.startsWith("[") && hop.indexOf(']') > 0) {
			return hop.substring(1, hop.indexOf(']'));
		}
		int colon = hop.indexOf(':');
		return (colon > 0 && colon == hop.lastIndexOf(':')) ? hop.substring(0, colon) : hop;
	}

}
