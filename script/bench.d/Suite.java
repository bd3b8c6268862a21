import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests as the contract's tests send them: each interface, settings, wrong values and pictures. */
final class Suite {

	private static final List<String> REQUESTS = List.of("getinfo?", "getcapabilities?", "network?", "time?",
			"videoencoder/getcapabilities?", "videoencoder/stream1?", "videoencoder/stream2?",
			"audioencoder/getcapabilities?", "audioencoder?", "osd?", "osd?title_utf8=bench%d&", "image?",
			"image?brightness=%d&", "image?brightness=x&", "motion?", "ptz_ctrl?stop=1&", "getmodel?",
			"user_management?action=get_user&", "OnvifFirmwareUpgrade?", "keep_alive?", "snapshot.cgi?stream=0&");

	private static final String PICTURE = "/cgi-bin/snapshot.cgi?stream=1&uid=";

	private final Service service;

	private final String uid;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private int wrong;

	private Suite(Service service, String uid) {
		this.service = service;
		this.uid = uid;
	}

	static Suite logIn(Service service, String password) throws IOException {
		try (Connection connection = new Connection(service.port())) {
			String answer = connection.get("/cgi-bin/getuid?username=admin&password=" + password);
			Matcher uid = Pattern.compile("<uid>([0-9A-Za-z]{8})</uid>").matcher(answer);
			if (!uid.find()) {
				throw new IOException("no uid in: " + answer);
			}
			return new Suite(service, uid.group(1));
		}
	}

	/** Sends all requests so many times, and returns how many these were. */
	int run(int rounds) throws IOException, InterruptedException {
		for (int round = 0; round < rounds; round++) {
			for (String request : REQUESTS) {
				ask("/cgi-bin/" + request.formatted(20 + round % 200) + "uid=" + this.uid,
						request.contains("=x") ? 400 : 200);
			}
		}
		return rounds * REQUESTS.size();
	}

	/** Gets pictures of the main stream, which the simulator draws in full size. */
	void pictures(int count) throws IOException, InterruptedException {
		for (int i = 0; i < count; i++) {
			ask(PICTURE + this.uid, 200);
		}
	}

	/** Returns the number of answers with another status than expected. */
	int wrong() {
		return this.wrong;
	}

	private void ask(String target, int status) throws IOException, InterruptedException {
		int answer = this.client
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.service.port() + target))
				.timeout(Duration.ofSeconds(30))
				.build(), BodyHandlers.discarding())
			.statusCode();
		if (answer != status) {
			this.wrong++;
			Bench.say("%d instead of %d for %s".formatted(answer, status, target.replaceAll("uid=.*", "")));
		}
	}

}
