package org.camerad.hosting;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.camerad.operation.ManagementContext;
import org.camerad.simulation.JsonRequests;
import org.camerad.simulation.RejectedRequestException;
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
 * The routes on the management port that add, remove and show cameras. This class is not
 * annotated as a configuration because it belongs to the management port's context alone,
 * which finds it in {@code META-INF/spring}.
 */
public class FleetRoutes {

	/** The order before the endpoints, which accept only GET at this path. */
	private static final int BEFORE_ENDPOINTS = -199;

	@Bean
	static RouterFunctionMapping fleetRoutes(HostedCameras cameras, FleetChanges changes,
			WebEndpointProperties endpoints, ApplicationContext context) {
		RouterFunctionMapping mapping = new RouterFunctionMapping(ManagementContext.offers(context, CamerasEndpoint.ID)
				? routes(cameras, changes, endpoints.getBasePath()) : (request) -> Optional.empty());
		mapping.setMessageConverters(JsonRequests.CONVERTERS);
		mapping.setOrder(BEFORE_ENDPOINTS);
		return mapping;
	}

	private static RouterFunction<ServerResponse> routes(HostedCameras cameras, FleetChanges changes, String base) {
		String path = base + "/" + CamerasEndpoint.ID;
		return RouterFunctions.route()
			.POST(path, handled((request) -> add(changes, request)))
			.DELETE(path + "/{number}", handled((request) -> remove(cameras, changes, request)))
			.add(new FleetPage(cameras, base).routes())
			.build();
	}

	private static ServerResponse add(FleetChanges changes, ServerRequest request) throws IOException {
		List<HostedCamera> added = changes.add(JsonRequests.body(request));
		return JsonRequests.json(201, CamerasEndpoint.bytes(added));
	}

	/**
	 * Returns the camera whose number is in the path.
	 * @throws RejectedRequestException with status 404
	 */
	static HostedCamera camera(HostedCameras cameras, ServerRequest request) {
		String number = request.pathVariable("number");
		HostedCamera camera = number.matches("[0-9]{1,4}") ? cameras.numbered(Integer.parseInt(number)) : null;
		if (camera == null) {
			throw new RejectedRequestException(404, "there is no camera " + number);
		}
		return camera;
	}

	private static ServerResponse remove(HostedCameras cameras, FleetChanges changes, ServerRequest request) {
		int number = camera(cameras, request).number();
		String purge = request.param("purge").orElse("false");
		if (!purge.equals("true") && !purge.equals("false")) {
			throw new RejectedRequestException("purge: true or false is expected");
		}
		changes.remove(number, purge.equals("true"));
		return ServerResponse.noContent().build();
	}

	static HandlerFunction<ServerResponse> handled(HandlerFunction<ServerResponse> handler) {
		return (request) -> {
			try {
				JsonRequests.rejectBrowserPages(request);
				return handler.handle(request);
			}
			catch (RejectedRequestException ex) {
				return JsonRequests.error(ex.status(), ex);
			}
		};
	}

}
