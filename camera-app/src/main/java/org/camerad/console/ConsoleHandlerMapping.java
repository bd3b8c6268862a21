package org.camerad.console;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.camera.CameraCalls;
import org.camerad.cgi.RequestGuardFilter;
import org.camerad.driver.Camera;
import org.camerad.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * The addresses of the console. It comes after the contract's interfaces, and maps
 * nothing for a camera whose console is off, so that the files are not even loaded. That
 * is decided at run time, because the conditions of beans are decided by the build.
 */
final class ConsoleHandlerMapping extends AbstractHandlerMapping {

	private static final int AFTER_INTERFACES = 1;

	private static final Set<String> READS = Set.of("GET", "HEAD");

	private static final String XHTML = "application/xhtml+xml";

	private final List<SettingsGroup<?>> groups;

	private final OpenApiDocument openApi;

	/** Loaded by the first request. */
	private volatile @Nullable ConsolePages pages;

	ConsoleHandlerMapping(List<SettingsGroup<?>> groups, OpenApiDocument openApi) {
		this.groups = groups;
		this.openApi = openApi;
		setOrder(AFTER_INTERFACES);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		String path = request.getRequestURI();
		boolean enabled = RequestGuardFilter.camera(request).part(ConsoleAccess.class).enabled();
		return (enabled && !path.startsWith("/cgi-bin/")) ? handler(path, request) : null;
	}

	private @Nullable HttpRequestHandler handler(String path, HttpServletRequest asking) {
		if (path.equals(StateHandler.PATH)) {
			return new StateHandler(this.groups);
		}
		if (path.equals(OpenApiDocument.PATH)) {
			return this::sendOpenApi;
		}
		ConsolePages loaded = pages();
		String document = loaded.document(path);
		if (document != null) {
			return (request, response) -> AssetResponse.page(loaded, document, request, response);
		}
		if (path.startsWith(ConsolePages.ASSETS)) {
			return file(loaded, path.substring(ConsolePages.ASSETS.length()));
		}
		return isByPerson(asking) ? (request, response) -> AssetResponse.missingPage(loaded, request, response) : null;
	}

	/**
	 * Returns whether somebody opened the address in a browser and shall read in words
	 * that there is no such page. All browsers ask for XHTML then, and no other client
	 * does; those get the contract's fault.
	 */
	private static boolean isByPerson(HttpServletRequest request) {
		return READS.contains(request.getMethod())
				&& Collections.list(request.getHeaders("Accept")).stream().anyMatch((type) -> type.contains(XHTML));
	}

	private static @Nullable HttpRequestHandler file(ConsolePages pages, String address) {
		Asset hashed = pages.asset(address);
		if (hashed != null) {
			return (request, response) -> AssetResponse.file(hashed, AssetResponse.FOREVER, request, response);
		}
		Asset asset = pages.unhashed(address);
		return (asset == null) ? null
				: (request, response) -> AssetResponse.file(asset, AssetResponse.CHECKED, request, response);
	}

	private void sendOpenApi(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Camera camera = RequestGuardFilter.camera(request).part(CameraCalls.class).present().orElse(null);
		AssetResponse.file(this.openApi.of(camera), AssetResponse.CHECKED, request, response);
	}

	private ConsolePages pages() {
		ConsolePages loaded = this.pages;
		return (loaded != null) ? loaded : load();
	}

	private synchronized ConsolePages load() {
		ConsolePages loaded = this.pages;
		if (loaded == null) {
			loaded = new ConsolePages(ConsoleFiles.read());
			this.pages = loaded;
		}
		return loaded;
	}

}
