package org.camerad.cgi;

/**
 * An object that belongs to one hosted camera. Controllers declare it as an argument and
 * receive that of the camera which the request is for.
 */
public interface CameraPart {

}
