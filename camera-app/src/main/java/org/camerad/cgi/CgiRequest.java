package org.camerad.cgi;

/**
 * A request that has passed the gate.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param query its parameters
 * @param caller who sent it
 * @param afterAnswer takes what has to wait until the answer has gone out
 */
public record CgiRequest(String method, CgiQuery query, Caller caller, AfterAnswer afterAnswer) {

	/**
	 * Lets a request that changes or does something pass.
	 * @throws CgiFault 405 for HEAD, {@code permission denied} below Operator
	 */
	public void admitChange() {
		admitAction();
		if (!this.caller.role().includes(Role.OPERATOR)) {
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
