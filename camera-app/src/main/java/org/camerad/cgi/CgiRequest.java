package org.camerad.cgi;

/**
 * A request with a valid uid.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param query its parameters
 * @param principal the user of its uid
 * @param afterResponse accepts work that must wait until the response has been sent
 */
public record CgiRequest(String method, CgiQuery query, Principal principal, AfterResponse afterResponse) {

	/**
	 * Checks that the request may change the camera or trigger an action.
	 * @throws CgiFault 405 for HEAD, {@code permission denied} below Operator
	 */
	public void admitChange() {
		admitAction();
		if (!this.principal.role().includes(Role.OPERATOR)) {
			throw CgiFault.permissionDenied();
		}
	}

	/**
	 * Checks that the request may trigger an action.
	 * @throws CgiFault 405 for HEAD, which must not change anything
	 */
	public void admitAction() {
		if (!"GET".equals(this.method)) {
			throw CgiFault.http(405, "method not allowed");
		}
	}

}
