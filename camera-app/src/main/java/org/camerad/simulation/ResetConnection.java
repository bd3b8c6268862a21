package org.camerad.simulation;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.live.TcpReset;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade handler that detaches a connection from the container and resets it. Created
 * by the container.
 */
public final class ResetConnection implements InternalHttpUpgradeHandler {

	private @Nullable SocketWrapperBase<?> socket;

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.socket = wrapper;
	}

	@Override
	public void setSslSupport(@Nullable SSLSupport support) {
		// A reset does not use TLS.
	}

	@Override
	public void init(WebConnection connection) {
		SocketWrapperBase<?> wrapper = this.socket;
		if (wrapper == null) {
			throw new IllegalStateException("the container has not set the connection yet");
		}
		TcpReset.send(wrapper);
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		return SocketState.CLOSED;
	}

	@Override
	public void destroy() {
		// No resource is held.
	}

	@Override
	public void timeoutAsync(long now) {
		// No asynchronous operation is pending.
	}

	@Override
	public void pause() {
		// The connection is already reset.
	}

}
