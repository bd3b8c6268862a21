package org.camerad.snapshot;

import org.camerad.cgi.CameraPart;

/**
 * The admission to a camera's snapshots. Immutable.
 *
 * @param authenticated whether a snapshot needs credentials; an upload always does
 */
public record SnapshotAccess(boolean authenticated) implements CameraPart {
}
