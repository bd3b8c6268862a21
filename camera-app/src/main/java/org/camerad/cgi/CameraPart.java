package org.camerad.cgi;

/**
 * An object that belongs to one hosted camera. Controllers declare it as an argument and
 * receive the part of the requested camera.
 */
public interface CameraPart {

}
