package org.camerad.network;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The end of a connection that was closed before its last event. */
class LingeringCloseTests {

	/** The timer closes a connection while its next event waits for a thread. */
	@Test
	void eventOfAClosedConnectionIsIgnored() {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
		try {
			LingeringClose end = new LingeringClose(timer);
			end.setSocketWrapper(closedConnection());
			end.init(null);
			assertThat(end.upgradeDispatch(SocketEvent.OPEN_READ)).isEqualTo(SocketState.CLOSED);
			end.destroy();
		}
		finally {
			timer.shutdownNow();
		}
	}

	private static SocketWrapperBase<NioChannel> closedConnection() {
		NioChannel withoutSocket = new NioChannel(new SocketBufferHandler(16, 16, false));
		return new NioEndpoint.NioSocketWrapper(withoutSocket, new LimitedEndpoint());
	}

}
