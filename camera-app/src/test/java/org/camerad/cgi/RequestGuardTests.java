package org.camerad.cgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The first filter, the session interceptor, and how refusals are written. */
class RequestGuardTests {

	private static final int PORT = 8080;

	private final List<String> events = new ArrayList<>();

	private final Camera camera = new Camera();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private @Nullable HttpServletRequest passed;

	@ParameterizedTest
	@ValueSource(strings = { "/cgi-bin/image", "/cgi-bin/videoencoder/stream1", "/x%20y" })
	void plainPathsPass(String path) throws Exception {
		guard("GET", path, null);
		assertThat(this.passed).isNotNull();
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(this.response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cgi-bin/image;x=1", "//cgi-bin/image", "/cgi-bin/../image", "/cgi-bin/.x",
			"/cgi-bin/%2E%2e/x", "/cgi-bin%2Fimage", "/cgi-bin%5cimage", "/cgi-bin\\image" })
	void otherSpellingsAreNotFound(String path) throws Exception {
		guard("GET", path, null);
		assertThat(this.passed).isNull();
		assertThat(this.response.getStatus()).isEqualTo(404);
		assertThat(this.response.getContentAsString()).contains("<reason>not found</reason>");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /cgi-bin/image, true", "HEAD, /cgi-bin/image, true", "POST, /cgi-bin/image, false",
			"OPTIONS, /cgi-bin/image, false", "POST, /cgi-bin/OnvifFirmwareUpgrade, true",
			"GET, /cgi-bin/OnvifFirmwareUpgrade, true", "PUT, /cgi-bin/OnvifFirmwareUpgrade, false",
			"OPTIONS, /cgi-bin/OnvifFirmwareUpgrade, false" })
	void methodsAreTheContracts(String method, String path, boolean allowed) throws Exception {
		guard(method, path, null);
		assertThat(this.passed != null).isEqualTo(allowed);
		assertThat(this.response.getStatus()).isEqualTo(allowed ? 200 : 405);
		assertThat(this.response.getHeader("Allow"))
			.isEqualTo(allowed ? null : path.endsWith("Upgrade") ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD");
	}

	@Test
	void preflightOfAnUpgradePasses() throws Exception {
		MockHttpServletRequest request = request("OPTIONS", "/cgi-bin/OnvifFirmwareUpgrade", null);
		request.addHeader("Origin", "http://elsewhere");
		request.addHeader("Access-Control-Request-Method", "POST");
		guard(request);
		assertThat(this.passed).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "/cgi-bin/snapshot.cgi&username=a&password=b, , &username=a&password=b",
			"/cgi-bin/snapshot.cgi&username=a, timestamp=1, &username=a&timestamp=1" })
	void snapshotHasAnotherSpelling(String path, @Nullable String query, String read) throws Exception {
		MockHttpServletRequest request = request("GET", path, query);
		guard(request);
		assertThat(this.passed.getRequestURI()).isEqualTo("/cgi-bin/snapshot.cgi");
		assertThat(this.passed.getServletPath()).isEqualTo("/cgi-bin/snapshot.cgi");
		assertThat(this.passed.getQueryString()).isEqualTo(read);
		assertThat(request.getAttribute(RequestGuardFilter.LOGGED_PATH)).isEqualTo("/cgi-bin/snapshot");
	}

	@Test
	void portOfNoCameraIsADeviceError() throws Exception {
		MockHttpServletRequest request = request("GET", "/cgi-bin/image", null);
		request.setLocalPort(9);
		guard(request);
		assertThat(this.passed).isNull();
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void workWaitsUntilTheResponseHasGoneOut() throws Exception {
		MockHttpServletRequest request = request("GET", "/cgi-bin/reboot", null);
		new RequestGuardFilter(directory(), (refused) -> this.events.add("refused")).doFilter(request, this.response,
				(passed, response) -> {
					RequestContext.of(passed)
						.run(() -> this.events.add("reboot, committed " + this.response.isCommitted()));
					RequestContext.of(passed).run(() -> this.events.add("then"));
					this.events.add("answer");
				});
		assertThat(this.events).containsExactly("answer", "reboot, committed true", "then");
		assertThat(RequestGuardFilter.camera(request)).isSameAs(this.camera);
	}

	@Test
	void withoutWorkNothingIsFlushed() throws Exception {
		guard("GET", "/cgi-bin/image", null);
		assertThat(this.response.isCommitted()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/cgi-bin/snapshot.cgi, /cgi-bin/snapshot", "/cgi-bin/image, /cgi-bin/image",
			"/cgi-bin/getinfo&a=1, /cgi-bin/getinfo", "/cgi-bin/%6dotion, /cgi-bin/motion", "/a+b, /a+b", "/%07x, /?x",
			"/%zz, /%zz" })
	void pathsAreNamedWithoutCredentials(String path, String name) {
		assertThat(FaultWriter.named(path)).isEqualTo(name);
	}

	@Test
	void longPathsAreCut() {
		assertThat(FaultWriter.named("/" + "x".repeat(255))).hasSize(256);
		assertThat(FaultWriter.named("/" + "x".repeat(300))).hasSize(256);
	}

	@ParameterizedTest
	@CsvSource({ "401, unauthorized", "404, not found", "405, method not allowed", "413, request too large",
			"414, request too long", "431, request too long", "501, not implemented", "503, device error",
			"505, version not supported", "500, internal error", "599, internal error", "499, bad request" })
	void httpsOwnRefusalsHaveWords(int status, String words) {
		assertThat(FaultWriter.reason(status)).isEqualTo(words);
	}

	@Test
	void refusalIsADocument() throws Exception {
		FaultWriter.write("/cgi-bin/image", CgiFault.http(401, "unauthorized"), this.response);
		assertThat(this.response.getStatus()).isEqualTo(401);
		assertThat(this.response.getHeader("WWW-Authenticate")).isEqualTo("Basic realm=\"camera\", charset=\"UTF-8\"");
		assertThat(this.response.getContentType()).isEqualTo("application/xml;charset=UTF-8");
		assertThat(this.response.getContentLength()).isEqualTo(this.response.getContentAsByteArray().length)
			.isPositive();
		assertThat(this.response.getContentAsString()).contains("<value>/cgi-bin/image</value>");
	}

	@Test
	void liveUidIsAdmittedAndExtendedOnSuccessOnly() throws Exception {
		SessionInterceptor sessions = new SessionInterceptor();
		HttpServletRequest request = admit(sessions, "uid=%20live%20", "usual");
		CgiRequest admitted = (CgiRequest) sessions.resolveArgument(parameter("usual"), null,
				new ServletWebRequest(request), null);
		assertThat(admitted.principal().name()).isEqualTo("guest");
		assertThat(admitted.method()).isEqualTo("GET");
		assertThat(admitted.query().has("uid")).isTrue();
		assertThat(this.events).containsExactly("identify live 127.0.0.1");
		this.response.setStatus(400);
		sessions.afterCompletion(request, this.response, handler("usual"), null);
		assertThat(this.events).hasSize(1);
		this.response.setStatus(200);
		sessions.afterCompletion(request, this.response, "a resource", null);
		assertThat(this.events).hasSize(1);
		sessions.afterCompletion(request, this.response, handler("usual"), null);
		assertThat(this.events).containsExactly("identify live 127.0.0.1", "extend guest");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''        | error, parse parameters
			&&        | error, parse parameters
			a=1       | error, parse uid
			uid=      | error, parse uid
			uid=other | uid error
			uid=gone  | uid error
			""")
	void otherUidsAreRefused(String query, String fault) {
		assertThatExceptionOfType(CgiFault.class).isThrownBy(() -> admit(new SessionInterceptor(), query, "usual"))
			.withMessage(fault);
	}

	@Test
	void deletedUserIsAdmittedWhereTheInterfaceSaysSo() throws Exception {
		HttpServletRequest request = admit(new SessionInterceptor(), "uid=gone", "forDeleted");
		assertThat(RequestContext.of(request).admitted().principal().isDeleted()).isTrue();
	}

	@Test
	void interfaceThatAuthenticatesItselfIsNotAskedForAUid() throws Exception {
		SessionInterceptor sessions = new SessionInterceptor();
		HttpServletRequest request = admit(sessions, "", "byItself");
		assertThat(RequestContext.of(request).admitted()).isNull();
		sessions.afterCompletion(request, this.response, handler("byItself"), null);
		assertThat(this.events).isEmpty();
	}

	@Test
	void rebootingCameraRefusesEverything() {
		this.camera.rebooting = true;
		assertThatExceptionOfType(CgiFault.class)
			.isThrownBy(() -> admit(new SessionInterceptor(), "uid=live", "byItself"))
			.withMessage("device error");
	}

	@Test
	void controllersGetTheRequestAndPartsOfTheCamera() throws Exception {
		SessionInterceptor sessions = new SessionInterceptor();
		assertThat(sessions.supportsParameter(parameter("usual"))).isTrue();
		assertThat(sessions.supportsParameter(parameter("withPart"))).isTrue();
		assertThat(sessions.supportsParameter(parameter("other"))).isFalse();
		HttpServletRequest request = admit(sessions, "uid=live", "withPart");
		assertThat(sessions.resolveArgument(parameter("withPart"), null, new ServletWebRequest(request), null))
			.isInstanceOf(Part.class);
		assertThat(sessions.preHandle(new MockHttpServletRequest(), this.response, "a resource")).isTrue();
		assertThatIllegalStateException().isThrownBy(() -> RequestContext.of(new MockHttpServletRequest()));
	}

	@Test
	void changesWantGetAndAnOperator() {
		CgiQuery query = CgiQuery.parse("a=1");
		new CgiRequest("GET", query, new Holder("x", Role.OPERATOR, false), Runnable::run).admitChange();
		CgiRequest user = new CgiRequest("GET", query, new Holder("x", Role.USER, false), Runnable::run);
		assertThatExceptionOfType(CgiFault.class).isThrownBy(user::admitChange).withMessage("permission denied");
		user.admitAction();
		CgiRequest head = new CgiRequest("HEAD", query, new Holder("x", Role.USER, false), Runnable::run);
		assertThatExceptionOfType(CgiFault.class).isThrownBy(head::admitChange).matches((ex) -> ex.status() == 405);
	}

	private HttpServletRequest admit(SessionInterceptor sessions, String query, String method) throws Exception {
		MockHttpServletRequest request = request("GET", "/cgi-bin/image", query);
		RequestContext.begin(request, this.camera);
		assertThat(sessions.preHandle(request, this.response, handler(method))).isTrue();
		return request;
	}

	private void guard(String method, String path, @Nullable String query) throws Exception {
		guard(request(method, path, query));
	}

	private void guard(MockHttpServletRequest request) throws Exception {
		FilterChain chain = (passed, response) -> this.passed = (HttpServletRequest) passed;
		new RequestGuardFilter(directory(), (refused) -> this.events.add("refused")).doFilter(request, this.response,
				chain);
	}

	private static MockHttpServletRequest request(String method, String path, @Nullable String query) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		request.setLocalPort(PORT);
		request.setQueryString(query);
		return request;
	}

	private CameraDirectory directory() {
		return new CameraDirectory() {

			@Override
			public @Nullable RequestedCamera atPort(int localPort) {
				return (localPort == PORT) ? RequestGuardTests.this.camera : null;
			}

			@Override
			public List<? extends RequestedCamera> all() {
				return List.of(RequestGuardTests.this.camera);
			}

			@Override
			public @Nullable RequestedCamera numbered(int number) {
				return (number == 1) ? RequestGuardTests.this.camera : null;
			}

			@Override
			public RequestedCamera first() {
				return RequestGuardTests.this.camera;
			}

		};
	}

	private static HandlerMethod handler(String method) throws Exception {
		return new HandlerMethod(new Interfaces(), parameter(method).getMethod());
	}

	private static MethodParameter parameter(String method) {
		return List.of(Interfaces.class.getDeclaredMethods())
			.stream()
			.filter((declared) -> declared.getName().equals(method))
			.map((declared) -> new MethodParameter(declared, 0))
			.findFirst()
			.orElseThrow();
	}

	/** Interfaces of each kind. */
	private static final class Interfaces {

		void usual(CgiRequest request) {
		}

		@AdmitsDeletedUsers
		void forDeleted(CgiRequest request) {
		}

		@NoSession("a test")
		void byItself(CgiRequest request) {
		}

		void withPart(Part part) {
		}

		void other(String other) {
		}

	}

	private static final class Part implements CameraPart {

	}

	private record Holder(String name, Role role, boolean isDeleted) implements Principal {
	}

	/** A camera with the uids "live" and, of a deleted user, "gone". */
	private final class Camera implements RequestedCamera, SessionResolver {

		private boolean rebooting;

		@Override
		public int number() {
			return 1;
		}

		@Override
		public boolean isRebooting() {
			return this.rebooting;
		}

		@Override
		public SessionResolver sessions() {
			return this;
		}

		@Override
		public <P extends CameraPart> P part(Class<P> type) {
			return type.cast(new Part());
		}

		@Override
		public Optional<Principal> identify(String uid, String address) {
			RequestGuardTests.this.events.add("identify " + uid + " " + address);
			return switch (uid) {
				case "live" -> Optional.of(new Holder("guest", Role.USER, false));
				case "gone" -> Optional.of(new Holder("guest", Role.USER, true));
				default -> Optional.empty();
			};
		}

		@Override
		public void extend(Principal principal) {
			RequestGuardTests.this.events.add("extend " + principal.name());
		}

	}

}
