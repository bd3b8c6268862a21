/** Tests of the parser of SOAP. */
@NullMarked
package org.camerad.onvif;

import org.jspecify.annotations.NullMarked;
