package org.camerad.cgi;

/**
 * A request whose uid is known.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param query its parameters
 * @param principal the holder of its uid
 * @param afterResponse takes work that waits until the response has gone out
 */
public record CgiRequest(String method, CgiQuery query, Principal principal, AfterResponse afterResponse) {

	/**
	 * Lets a request that changes or does something pass.
	 * @throws CgiFault 405 for HEAD, {@code permission denied} below Operator
	 */
	public void admitChange() {
		admitAction();
		if (!this.principal.role().includes(Role.OPERATOR)) {
			throw CgiFault.permissionDenied();
		}
	}

	/** HEAD asks for what would be answered, so it must do nothing. */
	public void admitAction() {
		if (!"GET".equals(this.method)) {
			throw CgiFault.http(405, "method not allowed");
		}
	}

}
