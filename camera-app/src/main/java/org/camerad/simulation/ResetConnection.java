package org.camerad.simulation;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.live.TcpReset;
import org.jspecify.annotations.Nullable;

/** Takes a connection from the container and resets it. Created by the container. */
public final class ResetConnection implements InternalHttpUpgradeHandler {

	private @Nullable SocketWrapperBase<?> socket;

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.socket = wrapper;
	}

	@Override
	public void setSslSupport(@Nullable SSLSupport support) {
		// A reset needs no encryption.
	}

	@Override
	public void init(WebConnection connection) {
		SocketWrapperBase<?> wrapper = this.socket;
		if (wrapper == null) {
			throw new IllegalStateException("the connection has not been handed over");
		}
		TcpReset.send(wrapper);
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		return SocketState.CLOSED;
	}

	@Override
	public void destroy() {
		// There is nothing to give back.
	}

	@Override
	public void timeoutAsync(long now) {
		// Nothing is waited for asynchronously.
	}

	@Override
	public void pause() {
		// It is gone already.
	}

}
