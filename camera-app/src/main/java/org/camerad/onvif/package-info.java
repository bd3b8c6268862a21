/** ONVIF: another face of the same camera, by SOAP over HTTP. */
@NullMarked
package org.camerad.onvif;

import org.jspecify.annotations.NullMarked;
