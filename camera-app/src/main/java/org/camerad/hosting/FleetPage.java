package org.camerad.hosting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.StreamId;
import org.camerad.driver.Picture;
import org.camerad.simulation.RejectedRequestException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/**
 * The page that shows all cameras, with thumbnails of the simulated ones. The management
 * port needs no log-in, so it does not show pictures of real cameras.
 */
final class FleetPage {

	/** Only files of this service, nothing inline, and no other page around it. */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final HostedCameras cameras;

	private final String base;

	/**
	 * Creates the page.
	 * @param base the path of the endpoints, such as {@code /actuator}
	 */
	FleetPage(HostedCameras cameras, String base) {
		this.cameras = cameras;
		this.base = base;
	}

	/** Returns the routes of the page, its files and the thumbnails. */
	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET("/", (request) -> file("fleet.html", "text/html"))
			.GET("/fleet.js", (request) -> file("fleet.js", "text/javascript"))
			.GET("/fleet.css", (request) -> file("fleet.css", "text/css"))
			.GET("/fleet.svg", (request) -> file("fleet.svg", "image/svg+xml"))
			.GET(this.base + "/" + CamerasEndpoint.ID + "/{number}/thumbnail", FleetRoutes.handled(this::thumbnail))
			.build();
	}

	private ServerResponse file(String name, String type) throws IOException {
		String text = new ClassPathResource(name, FleetPage.class).getContentAsString(StandardCharsets.UTF_8)
			.replace("@BASE@", HtmlUtils.htmlEscape(this.base));
		return ServerResponse.ok()
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
			.body(text.getBytes(StandardCharsets.UTF_8));
	}

	private ServerResponse thumbnail(ServerRequest request) {
		HostedCamera camera = FleetRoutes.camera(this.cameras, request);
		if (camera.calls().present().flatMap((present) -> present.simulation()).isEmpty()) {
			throw new RejectedRequestException(404, "camera " + camera.number() + " is not simulated");
		}
		try {
			Picture picture = camera.calls().picture(StreamId.SUB);
			return ServerResponse.ok()
				.header("Cross-Origin-Resource-Policy", "same-origin")
				.header("Cache-Control", "no-store")
				.contentType(MediaType.IMAGE_JPEG)
				.body(picture.jpeg());
		}
		catch (CameraFailure ex) {
			throw new RejectedRequestException(503, "camera " + camera.number() + " delivers no picture");
		}
	}

}
