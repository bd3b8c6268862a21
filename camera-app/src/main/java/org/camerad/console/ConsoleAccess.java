package org.camerad.console;

import org.camerad.cgi.CameraPart;

/**
 * The admission to a camera's console. Immutable.
 *
 * @param enabled whether the camera offers it
 */
public record ConsoleAccess(boolean enabled) implements CameraPart {
}
