package org.camerad.simulation;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is taken from the container to be reset. Made by the container. */
public final class CutConnection implements InternalHttpUpgradeHandler {

	private static final Logger logger = LoggerFactory.getLogger(CutConnection.class);

	/** A reset overtakes what has not left this host yet. */
	private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(100);

	private @Nullable SocketWrapperBase<?> socket;

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.socket = wrapper;
	}

	@Override
	public void setSslSupport(@Nullable SSLSupport support) {
		// Whether it is encrypted makes no difference to a connection that is cut.
	}

	@Override
	public void init(WebConnection connection) {
		SocketWrapperBase<?> wrapper = this.socket;
		if (wrapper == null) {
			throw new IllegalStateException("the connection has not been handed over");
		}
		LockSupport.parkNanos(HEAD_START);
		try {
			((NioChannel) wrapper.getSocket()).getIOChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
		}
		catch (IOException ex) {
			logger.debug("closed before it could be reset: {}", ex.toString());
		}
		wrapper.close();
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
