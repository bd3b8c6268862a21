package org.camerad.simulation;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.camerad.cgi.CameraDirectory;
import org.camerad.cgi.RequestedCamera;
import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Simulation;
import org.camerad.operation.ManagementContext;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/**
 * The routes on the management port that change the simulated camera. They accept only
 * JSON. This class is not annotated as a configuration because it belongs to the
 * management port's context alone, which finds it in {@code META-INF/spring}.
 */
public class SimulationRoutes {

	/** The order before the endpoints, which accept only GET at this path. */
	private static final int BEFORE_ENDPOINTS = -200;

	private static final String NUMBER = "number";

	/** The camera that a request means. */
	@FunctionalInterface
	private interface Target {

		ResponseFaultInjector of(ServerRequest request);

	}

	/** A change of the simulated camera. */
	@FunctionalInterface
	private interface Change {

		void apply(Simulation simulation, ServerRequest request) throws CameraException, IOException;

	}

	@Bean
	static RouterFunctionMapping simulationRoutes(CameraDirectory cameras, ResponseFaultInjector injector,
			WebEndpointProperties endpoints, ApplicationContext context) {
		RouterFunctionMapping mapping = new RouterFunctionMapping(
				ManagementContext.offers(context, SimulationEndpoint.ID)
						? all(cameras, injector, endpoints.getBasePath()) : (request) -> Optional.empty());
		mapping.setMessageConverters(JsonRequests.CONVERTERS);
		mapping.setOrder(BEFORE_ENDPOINTS);
		return mapping;
	}

	private static RouterFunction<ServerResponse> all(CameraDirectory cameras, ResponseFaultInjector injector,
			String base) {
		Target numbered = (request) -> numbered(cameras, request.pathVariable(NUMBER));
		String path = base + "/cameras/{number}/sim";
		return state(numbered, path).and(routes(numbered, path)).and(routes((request) -> injector, base + "/sim"));
	}

	private static ResponseFaultInjector numbered(CameraDirectory cameras, String text) {
		RequestedCamera camera = text.matches("[0-9]{1,4}") ? cameras.numbered(Integer.parseInt(text)) : null;
		if (camera == null) {
			throw new RejectedRequestException(404, "there is no camera " + text);
		}
		return camera.part(ResponseFaultInjector.class);
	}

	/**
	 * Returns the route of the whole state, which is an endpoint for the first camera.
	 */
	private static RouterFunction<ServerResponse> state(Target target, String path) {
		return RouterFunctions.route().GET(path, (request) -> {
			try {
				return target.of(request)
					.camera()
					.map((camera) -> JsonRequests.json(200, SimulationReport.of(camera)))
					.orElseThrow(() -> new RejectedRequestException(404, "the camera is not simulated"));
			}
			catch (RejectedRequestException ex) {
				return JsonRequests.error(ex.status(), ex);
			}
		}).build();
	}

	private static RouterFunction<ServerResponse> routes(Target injector, String path) {
		return faults(new StateHandlers(injector, "faults", SimulationReport::faults), path)
			.and(sceneAndClock(injector, path))
			.and(readOnly(injector, path));
	}

	private static RouterFunction<ServerResponse> faults(StateHandlers faults, String path) {
		HandlerFunction<ServerResponse> set = faults.change((simulation, request) -> simulation
			.set(FaultRequest.read(JsonFields.parse(JsonRequests.body(request)), Optional.empty())));
		HandlerFunction<ServerResponse> setNamed = faults.change(SimulationRoutes::setNamed);
		HandlerFunction<ServerResponse> clear = faults.change((simulation, request) -> simulation.clear());
		return RouterFunctions.route()
			.POST(path, set)
			.PUT(path, set)
			.DELETE(path, clear)
			.GET(path + "/faults", faults.read())
			.POST(path + "/faults", set)
			.DELETE(path + "/faults", clear)
			.POST(path + "/faults/{name}", setNamed)
			.PUT(path + "/faults/{name}", setNamed)
			.DELETE(path + "/faults/{name}",
					faults.change((simulation, request) -> simulation.clear(request.pathVariable("name"))))
			.build();
	}

	private static RouterFunction<ServerResponse> sceneAndClock(Target injector, String path) {
		StateHandlers scene = new StateHandlers(injector, "scene", SimulationReport::scene);
		StateHandlers clock = new StateHandlers(injector, "clock", SimulationReport::clock);
		HandlerFunction<ServerResponse> setScene = scene.change(
				(simulation, request) -> SceneRequest.apply(JsonFields.parse(JsonRequests.body(request)), simulation));
		HandlerFunction<ServerResponse> setTime = clock.change(
				(simulation, request) -> ClockRequest.apply(JsonFields.parse(JsonRequests.body(request)), simulation));
		return RouterFunctions.route()
			.GET(path + "/scene", scene.read())
			.POST(path + "/scene", setScene)
			.PUT(path + "/scene", setScene)
			.GET(path + "/clock", clock.read())
			.POST(path + "/clock", setTime)
			.PUT(path + "/clock", setTime)
			.build();
	}

	private static RouterFunction<ServerResponse> readOnly(Target injector, String path) {
		return RouterFunctions.route()
			.GET(path + "/head", new StateHandlers(injector, "head", SimulationReport::head).read())
			.GET(path + "/card", new StateHandlers(injector, "card", SimulationReport::card).read())
			.GET(path + "/motion", new StateHandlers(injector, "motion", SimulationReport::motion).read())
			.GET(path + "/objects",
					(request) -> new StateHandlers(injector, "frames",
							(simulation) -> ObjectsRequest.read(request).of(simulation))
						.read()
						.handle(request))
			.build();
	}

	private static void setNamed(Simulation simulation, ServerRequest request) throws CameraException, IOException {
		simulation.set(FaultRequest.read(JsonFields.parse(JsonRequests.body(request)),
				Optional.of(request.pathVariable("name"))));
	}

	/**
	 * Handlers that apply a change and respond with the state after it.
	 *
	 * @param name the field of the response
	 * @param report returns the state
	 */
	private record StateHandlers(Target target, String name, Function<Simulation, Object> report) {

		HandlerFunction<ServerResponse> read() {
			return change((simulation, request) -> {
			});
		}

		HandlerFunction<ServerResponse> change(Change change) {
			return (request) -> {
				try {
					Simulation simulation = this.target.of(request)
						.simulation()
						.orElseThrow(() -> new RejectedRequestException(404, "the camera is not simulated"));
					JsonRequests.rejectBrowserPages(request);
					change.apply(simulation, request);
					return JsonRequests.json(200, Map.of(this.name, this.report.apply(simulation)));
				}
				catch (RejectedRequestException ex) {
					return JsonRequests.error(ex.status(), ex);
				}
				catch (CameraException ex) {
					return JsonRequests.error((ex.kind() == CameraException.Kind.REFUSED) ? 400 : 503, ex);
				}
			};
		}

	}

}
