/** Tests of the web server's connectors without the whole service. */
@NullMarked
package org.camerad.network;

import org.jspecify.annotations.NullMarked;
