package org.camerad.cgi;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
 * An interceptor that admits requests by their uid. It checks in the contract's order:
 * the query parses, a uid is present, the uid is valid. A successful request restarts the
 * timeout of its session; a fault does not. It passes the admitted request and the parts
 * of the requested camera to controllers.
 */
final class SessionInterceptor implements HandlerInterceptor, HandlerMethodArgumentResolver {

	/** A way in which an interface admits requests. */
	private enum Admission {

		BY_UID, BY_UID_OF_DELETED_USER_TOO, BY_ITSELF

	}

	/** A cache, because reading annotations is slow. */
	private final Map<Method, Admission> admissions = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!(handler instanceof HandlerMethod method)) {
			return true;
		}
		RequestContext context = RequestContext.of(request);
		if (context.camera().isRebooting()) {
			throw CgiFault.deviceError();
		}
		Admission admission = this.admissions.computeIfAbsent(method.getMethod(), SessionInterceptor::admission);
		if (admission != Admission.BY_ITSELF) {
			context.admit(admit(request, context, admission));
		}
		return true;
	}

	private static Admission admission(Method method) {
		if (method.isAnnotationPresent(NoSession.class)) {
			return Admission.BY_ITSELF;
		}
		return method.isAnnotationPresent(AdmitsDeletedUsers.class) ? Admission.BY_UID_OF_DELETED_USER_TOO
				: Admission.BY_UID;
	}

	private static CgiRequest admit(HttpServletRequest request, RequestContext context, Admission admission) {
		CgiQuery query = CgiQuery.parse(request.getQueryString());
		if (query.isEmpty()) {
			throw CgiFault.parameters();
		}
		Principal principal = identify(context.camera().sessions(), query, request.getRemoteAddr());
		if (principal.isDeleted() && admission != Admission.BY_UID_OF_DELETED_USER_TOO) {
			throw CgiFault.of("uid error");
		}
		Requester.authenticate(request, principal.name(), principal.role());
		return new CgiRequest(request.getMethod(), query, principal, context);
	}

	private static Principal identify(SessionResolver sessions, CgiQuery query, String address) {
		String uid = query.get("uid");
		if (uid == null || uid.isEmpty()) {
			throw CgiFault.of("error, parse uid");
		}
		return sessions.identify(uid, address).orElseThrow(() -> CgiFault.of("uid error"));
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		if (response.getStatus() != 200 || !(handler instanceof HandlerMethod)) {
			return;
		}
		RequestContext context = RequestContext.of(request);
		CgiRequest admitted = context.admitted();
		if (admitted != null) {
			context.camera().sessions().extend(admitted.principal());
		}
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		return type == CgiRequest.class || type == AfterResponse.class || CameraPart.class.isAssignableFrom(type);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		RequestContext context = RequestContext.of((HttpServletRequest) request.getNativeRequest());
		Class<?> type = parameter.getParameterType();
		if (type == AfterResponse.class) {
			return context;
		}
		return (type == CgiRequest.class) ? context.admitted()
				: context.camera().part(type.asSubclass(CameraPart.class));
	}

}
