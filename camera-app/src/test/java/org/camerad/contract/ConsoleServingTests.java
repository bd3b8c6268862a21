package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The way of the console's files to a browser. */
@ExtendWith(ServiceFixtureExtension.class)
class ConsoleServingTests {

	private static final int FIRST_VIEW_BYTES = 100 * 1024;

	private static final int ALL_BYTES = 200 * 1024;

	private static final Pattern ADDRESS = Pattern
		.compile("\"(/console/assets/[^\"]+\\.[0-9a-f]{16}\\.(?:js|css|svg))\"");

	private final TestService camera;

	ConsoleServingTests(TestService camera) {
		this.camera = camera;
	}

	@Test
	void thePageIsCheckedAgainEachTimeAndLimitsWhatItLoads() throws Exception {
		RawResponse page = this.camera.get("/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(page.header("Permissions-Policy")).contains("camera=()", "microphone=()");
		String policy = page.header("Content-Security-Policy");
		assertThat(policy)
			.startsWith("default-src 'none'; script-src 'self' '" + hashOfTheOnlyScript(page.text()) + "';")
			.contains("img-src 'self' blob:", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
			.doesNotContain("unsafe");
		RawResponse again = this.camera.get("/", "If-None-Match: " + page.header("ETag"));
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	/** An inline script may stand in the page only once, as the import map. */
	private static String hashOfTheOnlyScript(String page) throws Exception {
		List<String> inline = Pattern.compile("<script(?![^>]*src=)[^>]*>(.*?)</script>")
			.matcher(page)
			.results()
			.map((found) -> found.group(1))
			.toList();
		assertThat(inline).hasSize(1);
		assertThat(page).doesNotContain("style=").doesNotContain("<style").doesNotContain("{{");
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(inline.get(0).getBytes(StandardCharsets.UTF_8));
		return "sha256-" + Base64.getEncoder().encodeToString(hash);
	}

	@Test
	void filesAreKeptForAYearAndAreSmall() throws IOException {
		RawResponse page = this.camera.get("/", "Accept-Encoding: gzip");
		String text = new String(plain(page), StandardCharsets.UTF_8);
		int first = page.body().length;
		int all = first;
		String preloaded = text.replaceAll("(?s)<script type=\"importmap\">.*?</script>", "");
		for (String address : addresses(text)) {
			RawResponse file = this.camera.get(address, "Accept-Encoding: br, gzip;q=0.8");
			assertThat(file.status()).as(address).isEqualTo(200);
			assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
			assertThat(file.header("Content-Encoding")).isEqualTo("gzip");
			assertThat(file.header("Vary")).isEqualTo("Accept-Encoding");
			assertThat(this.camera.get(address).body()).as("without compression").isEqualTo(plain(file));
			all += file.body().length;
			first += preloaded.contains(address) ? file.body().length : 0;
		}
		assertThat(first).as("bytes of the first view").isBetween(1000, FIRST_VIEW_BYTES);
		assertThat(all).as("bytes of everything").isBetween(first, ALL_BYTES);
	}

	private static List<String> addresses(String page) {
		Matcher matcher = ADDRESS.matcher(page);
		return matcher.results().map((found) -> found.group(1)).distinct().toList();
	}

	private static byte[] plain(RawResponse response) throws IOException {
		return new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			zh-CN,zh;q=0.9,en;q=0.8 | zh
			zh-TW                   | zh
			de,en;q=0.5,zh;q=0.4    | en
			en;q=0.1,zh             | zh
			zh;q=0,en               | en
			de                      | en
			;;=,q=                  | en
			""")
	void thePageHasTheLanguageThatTheBrowserPrefers(String accepted, String language) {
		RawResponse page = this.camera.get("/live", "Accept-Language: " + accepted);
		assertThat(page.text()).contains("<html lang=\"" + language + "\"", "/locales/" + language + ".");
		assertThat(page.header("Vary")).contains("Accept-Language");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nope", "/console", "/console/", "/console/assets/", "/console/assets/index.html",
			"/console/assets/app.0000000000000000.js", "/Live", "/live/", "/vendor/preact", "/favicon.ico",
			"/console/assets/vendor/preact.LICENSE", "/live.js", "/cgi-bin/", "/cgi-bin/live" })
	void otherPathsStayNotFound(String path) {
		RawResponse response = this.camera.get(path);
		assertThat(response.summary())
			.isEqualTo("404 <fault><value>" + path + "</value><reason>not found</reason></fault>");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void headTellsTheSameAndOtherMethodsAreRefused() {
		RawResponse page = this.camera.get("/live");
		RawResponse head = RawHttpClient.ask("HEAD", this.camera.port(), "/live");
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(page.body().length));
		for (String method : new String[] { "POST", "PUT", "DELETE", "OPTIONS" }) {
			assertThat(RawHttpClient.ask(method, this.camera.port(), "/", "Content-Length: 0").status()).isEqualTo(405);
		}
	}

	@Test
	void aLinkOnAnotherSiteLeadsToThePageAndNothingElseDoes() {
		String[] link = { "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document" };
		assertThat(this.camera.get("/live", link).status()).isEqualTo(200);
		assertThat(this.camera.get("/cgi-bin/getinfo?uid=" + this.camera.logIn(), link).status()).isEqualTo(400);
		assertThat(this.camera.get("/OnvifFirmwareUpgrade", link).status()).isEqualTo(400);
		assertThat(this.camera.get("/live", link[0], link[1], "Sec-Fetch-Dest: iframe").status()).isEqualTo(400);
		assertThat(this.camera.get("/live", link[0], link[1], link[2], "Origin: http://elsewhere").status())
			.isEqualTo(400);
		assertThat(this.camera.get("/live", link[0]).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			gzip;q=0, *                   | none
			x-gzip                        | none
			identity                      | none
			*;q=0                         | none
			gzip;q=0.000                  | none
			gzip;q=1.5                    | none
			gzip;q=0.5, identity          | none
			br                            | none
			*                             | gzip
			*;q=0.1, br                   | gzip
			identity;q=0, gzip            | gzip
			GZIP ; Q=0.001                | gzip
			gzip, identity                | gzip
			identity;q=0.5, gzip; q = 0.5 | gzip
			""")
	void compressionFollowsTheWeights(String accepted, @Nullable String coding) {
		assertThat(this.camera.get("/", "Accept-Encoding: " + accepted).header("Content-Encoding")).isEqualTo(coding);
		assertThat(
				this.camera.get("/", "Accept-Encoding: br", "Accept-Encoding: " + accepted).header("Content-Encoding"))
			.isEqualTo(coding);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/live", "/openapi.json", "/api.html", "/console/assets/lib/html.js" })
	void aClientWithTheSameVersionGetsNoBody(String path) {
		String tag = this.camera.get(path).header("ETag");
		assertThat(tag).startsWith("W/\"");
		String strong = tag.substring("W/".length());
		for (String known : List.of(tag, strong, "\"a\", " + strong, "*", " * ")) {
			for (String method : List.of("GET", "HEAD")) {
				RawResponse response = RawHttpClient.ask(method, this.camera.port(), path, "If-None-Match: " + known);
				assertThat(response.status()).as(method + known).isEqualTo(304);
				assertThat(response.body()).isEmpty();
				assertThat(response.header("ETag")).isEqualTo(tag);
				assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
				assertThat(response.header("Vary")).contains("Accept-Encoding");
			}
		}
		assertThat(this.camera.get(path, "If-None-Match: W/\"*\"").status()).isEqualTo(200);
		RawResponse part = this.camera.get(path, "Range: bytes=0-9");
		assertThat(part.status()).isEqualTo(200);
		assertThat(part.body()).isEqualTo(this.camera.get(path).body());
	}

	@Test
	void aPersonReadsInWordsThatThereIsNoSuchPage() {
		String browser = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
		for (String path : List.of("/nope", "/live/", "/a/b")) {
			RawResponse page = this.camera.get(path, browser, "If-None-Match: *");
			assertThat(page.status()).isEqualTo(404);
			assertThat(page.text()).contains("<html lang=\"en\"", "/console/assets/app.");
			assertThat(page.header("Cache-Control")).isEqualTo("no-store");
			assertThat(page.header("ETag")).isNull();
			assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
			assertThat(RawHttpClient.ask("HEAD", this.camera.port(), path, browser).status()).isEqualTo(404);
			assertThat(RawHttpClient.ask("POST", this.camera.port(), path, browser, "Content-Length: 0").text())
				.isEqualTo(RawHttpClient.ask("POST", this.camera.port(), path, "Content-Length: 0").text());
			assertThat(this.camera.get(path, "Accept: text/html, image/gif, *; q=.2").text()).contains("not found");
		}
		for (String path : List.of("/cgi-bin/nope", "/console/assets/nope.js", "/live;x=1", "/a//b")) {
			assertThat(this.camera.get(path, browser).text()).contains("<reason>not found</reason>");
		}
	}

}
