package org.camerad.cgi;

import java.io.IOException;
import java.util.List;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestMetricsFilterTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final RequestMetricsFilter filter = new RequestMetricsFilter(this.registry, new NoCameras());

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/cgi-bin/image");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void requestsAreCountedByTheTagsOfSpringBoot() throws Exception {
		this.request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/cgi-bin/image");
		for (int i = 0; i < 2; i++) {
			this.filter.doFilter(this.request, this.response, (request, response) -> {
				assertThat(this.registry.get("http.server.requests.active")
					.tags("camera", "0", "exception", "none", "method", "GET", "outcome", "SUCCESS", "status", "200",
							"uri", "UNKNOWN")
					.longTaskTimer()
					.activeTasks()).isOne();
			});
		}
		assertThat(timer("none", "none", "SUCCESS", "200", "/cgi-bin/image").count()).isEqualTo(2);
		assertThat(this.registry.get("http.server.requests.active").longTaskTimer().activeTasks()).isZero();
	}

	@Test
	void whatNoInterfaceAnswersHasNoPath() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> this.response.setStatus(404));
		this.response.setStatus(405);
		this.filter.doFilter(this.request, this.response, (request, response) -> {
		});
		this.response.setStatus(503);
		this.filter.doFilter(this.request, this.response, (request, response) -> {
		});
		assertThat(timer("none", "none", "CLIENT_ERROR", "404", "NOT_FOUND").count()).isOne();
		assertThat(timer("none", "none", "CLIENT_ERROR", "405", "UNKNOWN").count()).isOne();
		assertThat(timer("none", "none", "SERVER_ERROR", "503", "UNKNOWN").count()).isOne();
	}

	@Test
	void failuresAreNamedByTheirCause() {
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, this.response, (request, response) -> {
				throw new ServletException(new IllegalStateException("a test"));
			}));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, this.response, (request, response) -> {
				throw new IOException("a test");
			}));
		assertThat(timer("IllegalStateException", "IllegalStateException", "SUCCESS", "200", "UNKNOWN").count())
			.isOne();
		assertThat(timer("IOException", "IOException", "SUCCESS", "200", "UNKNOWN").count()).isOne();
	}

	private Timer timer(String error, String exception, String outcome, String status, String uri) {
		return this.registry.get("http.server.requests")
			.tags("camera", "0", "error", error, "exception", exception, "method", "GET", "outcome", outcome, "status",
					status, "uri", uri)
			.timer();
	}

	/** A directory without cameras. */
	private static final class NoCameras implements CameraDirectory {

		@Override
		public @Nullable RequestedCamera atPort(int localPort) {
			return null;
		}

		@Override
		public List<? extends RequestedCamera> all() {
			return List.of();
		}

		@Override
		public @Nullable RequestedCamera numbered(int number) {
			return null;
		}

		@Override
		public RequestedCamera first() {
			throw new IllegalStateException("there is no camera");
		}

	}

}
