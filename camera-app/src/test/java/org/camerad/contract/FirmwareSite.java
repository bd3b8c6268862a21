package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.camerad.firmware.SwuBuilder;

/**
 * A web site with two pages for a browser: the contract's sample page, which uploads to
 * the camera from this other origin, and behind this site as a proxy the camera's own
 * page, which a script fills in.
 */
final class FirmwareSite implements AutoCloseable {

	/** The sample page's request, header by header. */
	private static final String SAMPLE = """
			<!DOCTYPE html><title>Sample</title><script>
			fetch('/image-VERSION.swu').then((answer) => answer.blob()).then((file) => {
			  const xmlHttpRequest = new XMLHttpRequest();
			  xmlHttpRequest.open("POST", "CAMERA/OnvifFirmwareUpgrade", true);
			  xmlHttpRequest.setRequestHeader("Content-Type", "application/octet-stream");
			  xmlHttpRequest.setRequestHeader("Access-Control-Allow-Origin", "*");
			  xmlHttpRequest.setRequestHeader("Cache-Control", "no-cache");
			  xmlHttpRequest.setRequestHeader("Authorization", "Basic BASIC");
			  xmlHttpRequest.onloadend = () => fetch('/report', { method: 'POST',
			      body: xmlHttpRequest.status + ' ' + xmlHttpRequest.responseText })
			    .then(() => fetch('/next')).then(() => { location = '/upload.html'; });
			  xmlHttpRequest.send(file);
			});
			</script>
			""";

	/** Fills in the camera's own page as a user does. */
	private static final String USER = """
			(async () => {
			  const at = (id) => document.getElementById(id);
			  const file = await (await fetch('/image-VERSION.swu')).blob();
			  const chosen = new DataTransfer();
			  chosen.items.add(new File([file], 'camera.swu'));
			  at('image').files = chosen.files;
			  at('user').value = 'ADMIN';
			  at('password').value = 'PASSWORD';
			  at('form').requestSubmit();
			  const timer = setInterval(() => {
			    if (/runs|Refused|Failed|broke/.test(at('result').textContent)) {
			      clearInterval(timer);
			      fetch('/report', { method: 'POST', body: at('result').textContent + ' ' + at('state').textContent
			          + ' ' + at('previous').textContent });
			    }
			  }, 100);
			})();
			""";

	private final HttpServer server;

	private final HttpClient client = HttpClient.newHttpClient();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final String camera;

	final BlockingQueue<String> reports = new LinkedBlockingQueue<>(100);

	/** Lets the browser go on to the camera's own page. */
	final CountDownLatch next = new CountDownLatch(1);

	FirmwareSite(int cameraPort) throws IOException {
		this.camera = "http://127.0.0.1:" + cameraPort;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::serve);
		this.server.start();
	}

	/** Returns the sample page's address; it uploads that version. */
	String page() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/sample.html";
	}

	private void serve(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			switch (path) {
				case "/sample.html" -> send(exchange, "text/html",
						SAMPLE.replace("VERSION", "4.0.0").replace("CAMERA", this.camera).replace("BASIC", basic()));
				case "/user.js" -> send(exchange, "text/javascript",
						USER.replace("VERSION", "4.1.0")
							.replace("ADMIN", TestService.ADMIN)
							.replace("PASSWORD", TestService.PASSWORD));
				case "/report" -> {
					this.reports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
					send(exchange, "text/plain", "");
				}
				case "/next" -> {
					this.next.await();
					send(exchange, "text/plain", "");
				}
				case "/image-4.0.0.swu", "/image-4.1.0.swu" -> send(exchange, "application/octet-stream",
						new SwuBuilder().version(path.substring("/image-".length(), "/image-".length() + 5)).build());
				default -> forward(exchange);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String basic() {
		return Base64.getEncoder()
			.encodeToString((TestService.ADMIN + ":" + TestService.PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

	/** Passes a request on to the camera, and the user's script into its page. */
	private void forward(HttpExchange exchange) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.camera + exchange.getRequestURI()))
			.method(exchange.getRequestMethod(),
					HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
		for (String name : new String[] { "Authorization", "Content-Type" }) {
			String value = exchange.getRequestHeaders().getFirst(name);
			if (value != null) {
				request.header(name, value);
			}
		}
		HttpResponse<byte[]> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		byte[] body = response.body();
		if (exchange.getRequestURI().getPath().equals("/upload.html")) {
			body = new String(body, StandardCharsets.UTF_8)
				.replace("</head>", "<script src=\"/user.js\" defer></script></head>")
				.getBytes(StandardCharsets.UTF_8);
		}
		for (String name : new String[] { "Content-Type", "Content-Security-Policy" }) {
			response.headers().firstValue(name).ifPresent((value) -> exchange.getResponseHeaders().set(name, value));
		}
		exchange.sendResponseHeaders(response.statusCode(), (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
	}

	private static void send(HttpExchange exchange, String type, String text) {
		send(exchange, type, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void send(HttpExchange exchange, String type, byte[] body) {
		try {
			exchange.getResponseHeaders().set("Content-Type", type);
			exchange.sendResponseHeaders(200, (body.length == 0) ? -1 : body.length);
			exchange.getResponseBody().write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.next.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
