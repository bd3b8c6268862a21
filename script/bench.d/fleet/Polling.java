import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A picture of each camera's sub stream every two seconds, as a recorder asks for it, and `GET image` beside it. */
final class Polling {

	private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** A slow picture delays only those of its own thread. */
	private static final int THREADS = 16;

	private final Fleet fleet;

	private final List<Client> clients = new ArrayList<>();

	private final AtomicInteger pictures = new AtomicInteger();

	private final AtomicInteger wrong = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	/** Opens a connection to each camera, with a session. */
	Polling(Fleet fleet) throws IOException {
		this.fleet = fleet;
		for (int number = 1; number <= fleet.count(); number++) {
			this.clients.add(new Client(fleet.port(number), fleet.logIn(number)));
			// The first picture paints the town.
			this.clients.get(number - 1).get("snapshot.cgi");
			if (number % 20 == 0) {
				// A uid lives for 60 s.
				for (Client client : this.clients) {
					client.get("image");
				}
			}
		}
	}

	/** The result; spans of `GET image` in nanoseconds, in ascending order. */
	record Result(double seconds, double cores, int pictures, double kilobytes, int wrong, long[] spans) {

		double millis(double quantile) {
			return this.spans[(int) Math.min(this.spans.length - 1, this.spans.length * quantile)] / 1e6;
		}

	}

	/** Polls for some seconds that do not count, and then for those that do. */
	Result run(int warmUpSeconds, int seconds) throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			long begin = System.nanoTime();
			long counted = begin + TimeUnit.SECONDS.toNanos(warmUpSeconds);
			long end = counted + TimeUnit.SECONDS.toNanos(seconds);
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int first = i;
				running.add(threads.submit(() -> poll(first, begin, counted, end)));
			}
			Future<long[]> probes = threads.submit(() -> probe(counted, end));
			sleepUntil(counted);
			double cpu = this.fleet.service().cpuSeconds();
			sleepUntil(end);
			double took = (System.nanoTime() - counted) / 1e9;
			double cores = (this.fleet.service().cpuSeconds() - cpu) / took;
			for (Future<?> one : running) {
				one.get();
			}
			return new Result(took, cores, this.pictures.get(), this.bytes.get() / 1e3 / Math.max(1, this.pictures.get()),
					this.wrong.get(), probes.get());
		}
		finally {
			threads.shutdownNow();
			for (Client client : this.clients) {
				client.close();
			}
		}
	}

	/** Asks every sixteenth camera, each at its own time within the two seconds. */
	private Void poll(int first, long begin, long counted, long end) throws Exception {
		for (long round = begin; round < end; round += PERIOD_NANOS) {
			for (int i = first; i < this.clients.size(); i += THREADS) {
				long due = round + PERIOD_NANOS * i / this.clients.size();
				sleepUntil(due);
				long now = System.nanoTime();
				if (now - due > PERIOD_NANOS) {
					// A recorder that is late leaves a picture out; it does not ask for two at once.
					continue;
				}
				if (now >= end) {
					return null;
				}
				byte[] picture = this.clients.get(i).get("snapshot.cgi");
				if (now >= counted) {
					this.pictures.incrementAndGet();
					this.bytes.addAndGet(picture.length);
					count(picture.length > 1000 && (picture[0] & 0xFF) == 0xFF && (picture[1] & 0xFF) == 0xD8);
				}
			}
		}
		return null;
	}

	private long[] probe(long begin, long end) throws Exception {
		long[] spans = new long[(int) ((end - begin) / PROBE_NANOS) + 1];
		int count = 0;
		for (long next = begin; next < end && count < spans.length; next += PROBE_NANOS) {
			sleepUntil(next);
			Client client = this.clients.get(count % this.clients.size());
			long sent = System.nanoTime();
			byte[] answer = client.get("image");
			spans[count++] = System.nanoTime() - sent;
			count(new String(answer, StandardCharsets.UTF_8).contains("brightness=\"128\""));
			// After a delay the next probe comes at its own time, not in a burst.
			next = Math.max(next, System.nanoTime() - PROBE_NANOS);
		}
		long[] sorted = Arrays.copyOf(spans, count);
		Arrays.sort(sorted);
		return sorted;
	}

	private void count(boolean right) {
		if (!right) {
			this.wrong.incrementAndGet();
		}
	}

	private static void sleepUntil(long nanos) throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
	}

	/** Two keep-alive connections to one camera: one for pictures, one for settings. */
	private static final class Client {

		private final int port;

		private final String uid;

		private Socket pictures;

		private Socket settings;

		Client(int port, String uid) throws IOException {
			this.port = port;
			this.uid = uid;
			this.pictures = open();
			this.settings = open();
		}

		private Socket open() throws IOException {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(10_000);
			return socket;
		}

		/** Returns the body of an answer, empty if its status is not 200. The service closes a connection that has been idle for 20 s. */
		byte[] get(String name) throws IOException {
			try {
				return ask(name);
			}
			catch (EOFException | SocketException ex) {
				boolean picture = name.startsWith("snapshot");
				this.pictures = picture ? open() : this.pictures;
				this.settings = picture ? this.settings : open();
				return ask(name);
			}
		}

		private byte[] ask(String name) throws IOException {
			boolean picture = name.startsWith("snapshot");
			Socket socket = picture ? this.pictures : this.settings;
			socket.getOutputStream()
				.write(("GET /cgi-bin/" + name + "?uid=" + this.uid + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 32768));
			int length = -1;
			boolean last = false;
			String line = line(in);
			boolean right = line.contains(" 200");
			for (line = line(in); !line.isEmpty(); line = line(in)) {
				String header = line.toLowerCase(Locale.ROOT);
				length = header.startsWith("content-length:") ? Integer.parseInt(header.substring(15).strip()) : length;
				last |= header.equals("connection: close");
			}
			if (length < 0) {
				throw new IOException(name + " from port " + this.port + " has no length");
			}
			byte[] body = new byte[length];
			in.readFully(body);
			if (last) {
				socket.close();
				this.pictures = picture ? open() : this.pictures;
				this.settings = picture ? this.settings : open();
			}
			return right ? body : new byte[0];
		}

		private static String line(DataInputStream in) throws IOException {
			StringBuilder line = new StringBuilder();
			for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
				if (c != '\r') {
					line.append((char) c);
				}
			}
			return line.toString();
		}

		void close() throws IOException {
			this.pictures.close();
			this.settings.close();
		}

	}

}
