package org.camerad.cgi;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The state of one request between the guard filter, the session interceptor and the
 * controller. One thread.
 */
final class RequestContext implements AfterResponse {

	private static final String ATTRIBUTE = RequestContext.class.getName();

	private final RequestedCamera camera;

	private @Nullable List<Runnable> afterResponse;

	private @Nullable CgiRequest admitted;

	private RequestContext(RequestedCamera camera) {
		this.camera = camera;
	}

	static RequestContext begin(ServletRequest request, RequestedCamera camera) {
		RequestContext context = new RequestContext(camera);
		request.setAttribute(ATTRIBUTE, context);
		return context;
	}

	/**
	 * Returns the context of a request.
	 * @throws IllegalStateException when the request has not passed the guard filter
	 */
	static RequestContext of(ServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof RequestContext context) {
			return context;
		}
		throw new IllegalStateException("the request has not passed the guard filter");
	}

	RequestedCamera camera() {
		return this.camera;
	}

	@Override
	public void run(Runnable work) {
		if (this.afterResponse == null) {
			this.afterResponse = new ArrayList<>();
		}
		this.afterResponse.add(work);
	}

	/** Returns the work that waits until the response has been sent. */
	List<Runnable> afterResponse() {
		List<Runnable> work = this.afterResponse;
		return (work == null) ? List.of() : work;
	}

	void admit(CgiRequest request) {
		this.admitted = request;
	}

	/** Returns the admitted request, null before it is admitted. */
	@Nullable CgiRequest admitted() {
		return this.admitted;
	}

}
