package org.camerad.cgi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * What every interface behind a uid has in common, in the contract's order: the query
 * parses, the uid is there, the uid is known. A request that succeeds restarts the uid's
 * time; a fault does not come by here.
 */
final class Gate implements HandlerInterceptor, HandlerMethodArgumentResolver {

	private static final String REQUEST = Gate.class.getName();

	private final Callers callers;

	private final Runnable readiness;

	/**
	 * Creates a gate.
	 * @param readiness throws the fault that meets everybody while the camera is away
	 */
	Gate(Callers callers, Runnable readiness) {
		this.callers = callers;
		this.readiness = readiness;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!(handler instanceof HandlerMethod method)) {
			return true;
		}
		this.readiness.run();
		if (!method.hasMethodAnnotation(OutsideGate.class)) {
			request.setAttribute(REQUEST, admit(request, method));
		}
		return true;
	}

	private CgiRequest admit(HttpServletRequest request, HandlerMethod method) {
		CgiQuery query = CgiQuery.parse(request.getQueryString());
		if (query.isEmpty()) {
			throw CgiFault.parameters();
		}
		Caller caller = identify(query, request.getRemoteAddr());
		if (caller.isDeleted() && !method.hasMethodAnnotation(DeletedCallers.class)) {
			throw CgiFault.of("uid error");
		}
		return new CgiRequest(request.getMethod(), query, caller, Front.afterAnswer(request));
	}

	/** The holder of the query's uid, for interfaces that take other credentials too. */
	private Caller identify(CgiQuery query, String address) {
		String uid = query.get("uid");
		if (uid == null || uid.isEmpty()) {
			throw CgiFault.of("error, parse uid");
		}
		return this.callers.identify(uid, address);
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		if (request.getAttribute(REQUEST) instanceof CgiRequest admitted && response.getStatus() == 200) {
			this.callers.extend(admitted.caller());
		}
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == CgiRequest.class;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		return request.getAttribute(REQUEST, NativeWebRequest.SCOPE_REQUEST);
	}

}
