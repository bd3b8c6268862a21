package org.camerad.simulation;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Simulation;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/**
 * What changes the simulated camera: requests on the management port, in JSON only. Not
 * annotated as a configuration: it belongs to the management port's context alone, which
 * finds it in {@code META-INF/spring}.
 */
public class SimulationRoutes {

	private static final int LARGEST = 64 * 1024;

	/** Asked before the endpoints, which know no other method than GET at this path. */
	private static final int BEFORE_ENDPOINTS = -200;

	/** A change of the simulated camera. */
	@FunctionalInterface
	private interface Change {

		void on(Simulation simulation, ServerRequest request) throws CameraException, IOException;

	}

	@Bean
	@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
	@ConditionalOnAvailableEndpoint(endpoint = SimulationEndpoint.class)
	static RouterFunctionMapping simulationRoutes(FaultInjector simulated, WebEndpointProperties endpoints) {
		RouterFunctionMapping mapping = new RouterFunctionMapping(routes(simulated, endpoints.getBasePath() + "/sim"));
		mapping.setOrder(BEFORE_ENDPOINTS);
		return mapping;
	}

	private static RouterFunction<ServerResponse> routes(FaultInjector simulated, String path) {
		return faults(new Changes(simulated, "faults", SimulationReport::faults), path).and(acts(simulated, path))
			.and(truths(simulated, path));
	}

	private static RouterFunction<ServerResponse> faults(Changes faults, String path) {
		HandlerFunction<ServerResponse> set = faults
			.by((simulation, request) -> simulation.set(FaultRequest.read(fields(request), Optional.empty())));
		HandlerFunction<ServerResponse> setNamed = faults.by(SimulationRoutes::setNamed);
		HandlerFunction<ServerResponse> clear = faults.by((simulation, request) -> simulation.clear());
		return RouterFunctions.route()
			.POST(path, set)
			.PUT(path, set)
			.DELETE(path, clear)
			.GET(path + "/faults", faults.none())
			.POST(path + "/faults", set)
			.DELETE(path + "/faults", clear)
			.POST(path + "/faults/{name}", setNamed)
			.PUT(path + "/faults/{name}", setNamed)
			.DELETE(path + "/faults/{name}",
					faults.by((simulation, request) -> simulation.clear(request.pathVariable("name"))))
			.build();
	}

	private static RouterFunction<ServerResponse> acts(FaultInjector simulated, String path) {
		Changes scene = new Changes(simulated, "scene", SimulationReport::scene);
		Changes clock = new Changes(simulated, "clock", SimulationReport::clock);
		HandlerFunction<ServerResponse> act = scene
			.by((simulation, request) -> SceneRequest.act(fields(request), simulation));
		HandlerFunction<ServerResponse> setTime = clock
			.by((simulation, request) -> ClockRequest.act(fields(request), simulation));
		return RouterFunctions.route()
			.GET(path + "/scene", scene.none())
			.POST(path + "/scene", act)
			.PUT(path + "/scene", act)
			.GET(path + "/clock", clock.none())
			.POST(path + "/clock", setTime)
			.PUT(path + "/clock", setTime)
			.build();
	}

	private static RouterFunction<ServerResponse> truths(FaultInjector simulated, String path) {
		return RouterFunctions.route()
			.GET(path + "/head", new Changes(simulated, "head", SimulationReport::head).none())
			.GET(path + "/card", new Changes(simulated, "card", SimulationReport::card).none())
			.GET(path + "/motion", new Changes(simulated, "motion", SimulationReport::motion).none())
			.build();
	}

	private static void setNamed(Simulation simulation, ServerRequest request) throws CameraException, IOException {
		simulation.set(FaultRequest.read(fields(request), Optional.of(request.pathVariable("name"))));
	}

	/**
	 * Handlers that change something and answer with what it is then.
	 *
	 * @param name the field of the answer
	 * @param report what it is then
	 */
	private record Changes(FaultInjector simulated, String name, Function<Simulation, Object> report) {

		HandlerFunction<ServerResponse> none() {
			return by((simulation, request) -> {
			});
		}

		HandlerFunction<ServerResponse> by(Change change) {
			return (request) -> {
				try {
					Simulation simulation = this.simulated.simulation()
						.orElseThrow(() -> new RejectedRequestException(404, "the camera is not simulated"));
					admit(request);
					change.on(simulation, request);
					return answer(200, Map.of(this.name, this.report.apply(simulation)));
				}
				catch (RejectedRequestException ex) {
					return refuse(ex.status(), ex);
				}
				catch (CameraException ex) {
					return refuse((ex.kind() == CameraException.Kind.REFUSED) ? 400 : 503, ex);
				}
			};
		}

	}

	private static ServerResponse refuse(int status, Exception why) {
		return answer(status, Map.of("error", String.valueOf(why.getMessage())));
	}

	/** No page in a browser may change anything, whatever name it has for this host. */
	private static void admit(ServerRequest request) {
		if (request.headers().firstHeader(HttpHeaders.ORIGIN) != null) {
			throw new RejectedRequestException(403, "not from a page in a browser");
		}
	}

	private static JsonFields fields(ServerRequest request) throws IOException {
		if (!isJson(request)) {
			throw new RejectedRequestException(415, "Content-Type: application/json is expected");
		}
		byte[] body = request.servletRequest().getInputStream().readNBytes(LARGEST + 1);
		if (body.length > LARGEST) {
			throw new RejectedRequestException(413, "body: more than " + LARGEST + " bytes");
		}
		return JsonFields.parse(body);
	}

	private static boolean isJson(ServerRequest request) {
		try {
			return request.headers()
				.contentType()
				.filter((type) -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON))
				.isPresent();
		}
		catch (InvalidMediaTypeException ex) {
			throw new RejectedRequestException(415, "Content-Type: " + ex.getMessage());
		}
	}

	private static ServerResponse answer(int status, Map<String, Object> body) {
		return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).body(JsonFields.bytes(body));
	}

}
