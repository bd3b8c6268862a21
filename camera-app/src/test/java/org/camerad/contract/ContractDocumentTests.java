package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Every example of docs/contract.md, asked as it stands there. */
@ExtendWith(ServiceFixtureExtension.class)
class ContractDocumentTests {

	private static final Pattern SECTION = Pattern.compile("(?m)^### (\\d+)\\. .*$");

	private static final Pattern REQUEST = Pattern.compile("(?m)^GET (/cgi-bin/.*)$");

	private static final Pattern RESPONSE = Pattern.compile("```xml\\n([^`]+)```");

	private static final Path DOCUMENT = Path.of("../docs/contract.md");

	/** The port that an example moves the service to. */
	private static final String PORT = "9090";

	private final ServiceFixture bench;

	private final String port = String.valueOf(TestService.freePort());

	@TempDir
	Path folder;

	private int asked;

	ContractDocumentTests(ServiceFixture bench) {
		this.bench = bench;
	}

	@Test
	void eachExampleWorksAsItStandsThere() throws IOException {
		List<String> sections = sections(Files.readString(DOCUMENT));
		try (TestService camera = this.bench.start(this.folder)) {
			Asked service = new Asked(camera);
			for (String section : sections) {
				Matcher response = RESPONSE.matcher(section);
				String expected = response.find() ? response.group(1).strip().replaceAll("\\s*\\n\\s*", " ") : "";
				for (String request : REQUEST.matcher(section).results().map((match) -> match.group(1)).toList()) {
					if (isPossible(request)) {
						service.assertAnswer(request, expected);
						this.asked++;
					}
				}
			}
		}
		assertThat(this.asked).isGreaterThan(15);
	}

	@Test
	void eachInterfaceIsInTheDocument() throws IOException {
		String document = Files.readString(DOCUMENT);
		assertThat(this.bench.shared().routes().all()).isNotEmpty()
			.allSatisfy((path) -> assertThat(document).containsPattern("/cgi-bin/" + Pattern.quote(path) + "\\b"));
	}

	/**
	 * After a reboot that ends the process nobody is there to be asked the others, and a
	 * setting that the hardware lacks is not supported, nor a codec.
	 */
	private boolean isPossible(String request) {
		boolean ends = request.startsWith("/cgi-bin/reboot") && !this.bench.returnsFromReboot();
		boolean lacks = this.bench.lackedParameters()
			.stream()
			.anyMatch((name) -> request.matches(".*[?&]" + name + "=.*"));
		boolean encodes = !request.contains("H265") || this.bench.codec().equals("H265");
		return !ends && !lacks && encodes && this.bench.has(request.substring("/cgi-bin/".length()));
	}

	/** Returns the text of each interface's section; their numbers count up from 1. */
	private static List<String> sections(String document) {
		List<String> sections = new ArrayList<>();
		Matcher headings = SECTION.matcher(document);
		while (headings.find()) {
			assertThat(headings.group(1)).isEqualTo(String.valueOf(sections.size() + 1));
			sections.add(document.substring(headings.end()).split("(?m)^##", 2)[0]);
		}
		assertThat(sections).hasSizeGreaterThanOrEqualTo(20);
		return sections;
	}

	/** A service that may reboot, forget its users, or move to another port meanwhile. */
	private final class Asked {

		private final TestService camera;

		private int servicePort;

		private String uid = "";

		Asked(TestService camera) {
			this.camera = camera;
			this.servicePort = camera.port();
		}

		void assertAnswer(String request, String expected) {
			RawResponse answer = RawHttpClient.get(this.servicePort, filled(request));
			assertThat(answer.status()).as(request + " -> " + answer).isEqualTo(200);
			if (request.startsWith("/cgi-bin/snapshot.cgi")) {
				assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
			}
			else if (!ContractDocumentTests.this.bench.isSimulated()) {
				// The answers are the simulator's; a board's own are in its tables.
				answer.root();
			}
			else if (!request.equals("/cgi-bin/network?uid=UID")) {
				assertThat(answer.xml()).as(request).matches(pattern(expected));
			}
			if (request.contains("port=" + PORT)) {
				this.servicePort = Integer.parseInt(ContractDocumentTests.this.port);
			}
			if (request.contains("/reboot")) {
				TestService.await("the camera is back", Duration.ofSeconds(30),
						() -> this.camera.health("/readiness").status() == 200);
			}
		}

		private String filled(String request) {
			if (request.contains("UID")
					&& RawHttpClient.get(this.servicePort, "/cgi-bin/keep_alive?uid=" + this.uid).status() != 200) {
				this.uid = TestService.uid(RawHttpClient.get(this.servicePort,
						"/cgi-bin/getuid?username=admin&password=" + TestService.PASSWORD));
			}
			return request.replace("UID", this.uid)
				.replace("PASSWORD", TestService.PASSWORD)
				.replace("port=" + PORT, "port=" + ContractDocumentTests.this.port);
		}

		/** An ellipsis, and the X of a uid, stand for whatever comes there. */
		private Pattern pattern(String expected) {
			String filled = expected.replace("port=\"" + PORT, "port=\"" + ContractDocumentTests.this.port)
				.replace("XXXXXXXX", "…");
			return Pattern
				.compile(List.of(filled.split("…", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*")));
		}

	}

}
