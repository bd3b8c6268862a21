package org.camerad.console;

import java.util.List;

import org.camerad.cgi.CameraPart;

/**
 * The admission to a camera's console. Immutable.
 *
 * @param enabled whether the camera offers it
 * @param uploads the names of the upload destinations that are configured
 */
public record ConsoleAccess(boolean enabled, List<String> uploads) implements CameraPart {
}
